// @ts-check
// After “forget everything”: what is left, looked up and not asserted, one line for each place where something could be.

import { luggage } from "../../handover.mjs";
import { controls, isBlank } from "../../reading.mjs";
import { exists } from "./store.mjs";

const BESIDE = ["as_of", "language", "tone"]; // set from the start

/** @param {import("../../desk.mjs").LetterDesk} desk @returns {Promise<{key: string, places: Record<string, string|number>, clean: boolean}[]>} */
export async function remains({ form, engine, $root }) {
  const fields = controls(form.$form).filter(({ name }) => !BESIDE.includes(name));
  const full = fields.filter((field) => !isBlank(field)).length;
  const written = [.../** @type {NodeListOf<HTMLElement>} */ ($root.querySelectorAll("[data-output=text], [data-figures], [data-working] > div"))];
  const typed = /** @type {HTMLTextAreaElement[]} */ ([...$root.querySelectorAll("textarea:not([name])")]); // of other rooms
  const base = await exists().catch(() => false);
  const { ours, others } = keys();
  const isAway = !location.hash && !location.search && !window.name;
  return [
    full ? left("keep_left_form_not", { full }) : clean("keep_left_form", { count: fields.length }),
    written.some(({ textContent }) => textContent) ? left("keep_left_sheet_not") : clean("keep_left_sheet"),
    luggage() || typed.some(({ value }) => value) ? left("keep_left_memory_not") : clean("keep_left_memory"),
    engine.status.state === "idle" ? clean("keep_left_engine") : left("keep_left_engine_not"),
    base ? left("keep_left_base_not") : clean("keep_left_base"),
    ours.length ? left("keep_left_stores_not", { names: ours.join(" ") }) : clean("keep_left_stores", { count: others }),
    isAway ? clean("keep_left_address") : left("keep_left_address_not"),
  ];
}

/** @param {string} key @param {Record<string, string|number>} [places] */
const clean = (key, places = {}) => ({ key, places, clean: true });

/** @param {string} key @param {Record<string, string|number>} [places] */
const left = (key, places = {}) => ({ key, places, clean: false });

/** What stands in the browser's stores: the desk's own, and how much of the theme and of the exercises. */
function keys() {
  try {
    const all = [localStorage, sessionStorage].flatMap((store) => Object.keys(store));
    const ours = all.filter((key) => /^huikuan-(desk|jump)/.test(key));
    return { ours, others: all.length - ours.length };
  } catch {
    return { ours: [], others: 0 }; // closed to this page
  }
}

// @ts-check
// Settings that a link may carry in its fragment: what to write and how, never a name, an amount or a date.

import { controls } from "./reading.mjs";

const LONGEST = 2000; // characters of a fragment
const FROM_LINK = new Set(["document", "excuse", "language", "tone", "practice", "view"]);

/** @param {string} fragment as in `location.hash` @returns {Record<string, string>} without a prototype */
export function settings(fragment) {
  /** @type {Record<string, string>} */ const found = Object.create(null);
  if (fragment.length > LONGEST || !fragment.includes("=")) return found;
  for (const [name, value] of new URLSearchParams(fragment.slice(1))) if (FROM_LINK.has(name)) found[name] = value;
  return found;
}

/**
 * Take over what the form offers as a choice; anything else in a link is passed over.
 * @param {Record<string, string>} found @param {HTMLFormElement} $form @param {import("./chooser.mjs").Chooser} chooser
 */
export function apply(found, $form, chooser) {
  for (const $control of controls($form)) {
    const offered = $control instanceof HTMLSelectElement && [...$control.options].some(({ value }) => value === found[$control.name]);
    if (FROM_LINK.has($control.name) && offered) $control.value = found[$control.name];
  }
  if (!chooser.offers(found.document)) return;
  chooser.choose(found.document);
  chooser.picked();
}

// One line of a session: when, what, where to find it, and the controls to change it.

import { clock } from "./agenda-plan.mjs";
import { element } from "./made.mjs";
import { addressOf, shownAddress } from "./share.mjs";

/**
 * @typedef {object} Row
 * @property {import("./agenda-plan.mjs").Item} item
 * @property {string} title
 * @property {string} start HH:MM
 * @property {boolean} first @property {boolean} last
 * @property {(key: string, places?: Record<string, string|number>) => string} say
 * @property {(act: "up"|"down"|"remove") => void} act
 * @property {(minutes: number) => void} resize
 */

/** @param {Row} row @returns {HTMLElement} */
export function agendaRow({ item, title, start, first, last, say, act, resize }) {
  const minutes = /** @type {HTMLInputElement} */ (element("input", { type: "number", min: "1", max: "240", "aria-label": say("minutes_of", { title }) }));
  minutes.value = String(item.minutes);
  minutes.addEventListener("change", () => resize(minutes.valueAsNumber));
  const button = (/** @type {"up"|"down"|"remove"} */ name, /** @type {string} */ sign, off = false) => {
    const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "hk-chip", "aria-label": say(name, { title }), "data-act": name }, sign));
    made.disabled = off;
    made.addEventListener("click", () => act(name));
    return made;
  };
  const address = addressOf(item.id);
  return element("li", {},
    element("span", { class: "hk-agenda__time" }, `${start}–${clock(start, item.minutes)}`),
    element("span", { class: "hk-agenda__what" }, element("a", { href: address }, title), element("code", {}, shownAddress(item.id))),
    element("img", { src: `${address}qr.svg`, width: "84", height: "84", alt: "" }),
    element("span", { class: "hk-agenda__tools" }, minutes, button("up", "↑", first), button("down", "↓", last), button("remove", "×")));
}

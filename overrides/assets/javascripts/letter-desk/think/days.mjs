// @ts-check
// The days on a claim's line in words: what each of them is, and the rule behind it.

import { element } from "../element.mjs";
import { today } from "../tidy.mjs";
import { drawing } from "./drawing.mjs";
import { mark } from "./marks.mjs";

/** @typedef {{kind: string, on: string, event: string, law: string}} Day */
/** @typedef {import("../words.mjs").Words} Words */

/** @type {Record<string, string>} */
const SAID = {
  due: "think_due",
  start: "think_start",
  restart: "think_restart",
  "not-proved": "think_not_proved",
  "too-late": "think_too_late",
  "consent-too-late": "think_consent",
  "last-day": "think_last_day",
  guarantee: "think_guarantee",
};

/** @param {Day} day @param {Words} words @returns {string} */
export function said({ kind, on, event }, words) {
  if (kind === "as-of") return words.say(on === today() ? "think_today" : "think_as_of");
  return words.say(SAID[kind] ?? kind, { event: words.label("event", event) });
}

/** @param {Day} day @param {Words} words @returns {HTMLElement} */
export function line(day, words) {
  const $mark = drawing("desk-swatch", 16, mark(day.kind, "8", 8));
  const $said = element("span", {}, said(day, words));
  if (day.law) $said.append(" ", element("a", { href: `../reference/law/#${day.law}` }, words.label("law", day.law)));
  return element("li", {}, $mark, element("time", { datetime: day.on }, day.on), $said);
}

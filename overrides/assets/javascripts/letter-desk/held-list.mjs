// @ts-check
// The list of debtors that the user has taken: in this page's memory only, and gone with it. lists.mjs reads and plans one.

import { carry } from "./handover.mjs";
import { today } from "./tidy.mjs";

/**
 * @typedef {object} HeldList
 * @property {string} name of the table
 * @property {any[]} cases one for each debtor, without creditor; what was added in the form since is in them
 * @property {({case: number} & import("./lists.mjs").Told)[]} held cases that nothing may be written from, and why
 * @property {number} claims how many there are in all
 * @property {Set<number>} done cases that were worked off in this visit
 * @property {number} at the case that stands in the form, -1 for none
 */

/** @type {HeldList|null} */ let held = null;

carry("list", () => held && { ...held, done: [...held.done] }, (value) => { held = { ...value, done: new Set(value.done) }; });

/** The list that is held, if there is one. */
export const theList = () => held;

/** Hold another list, or none; the desk's events tell it as `listed`. @param {EventTarget} events @param {HeldList|null} list */
export function hold(events, list) {
  held = list;
  events.dispatchEvent(new CustomEvent("listed", { detail: list }));
}

/** The day to plan from: the form's, or today while that is no day. @param {import("./form.mjs").Form} form @returns {string} */
export function dayOf(form) {
  const day = form.read().value.as_of ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : today();
}

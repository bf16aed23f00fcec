// When a card comes back: a fixed ladder of days. The schedule lives in this browser's storage and nowhere else.

import { later } from "./made.mjs";

export const LADDER = [1, 3, 7, 14, 30]; // days until the next time, by step
const KEY = "huikuan:review";

/** @typedef {{step: number, next: string}} Entry */
/** @typedef {Record<string, Entry>} Schedule without a prototype */

/**
 * What is kept; whatever has another shape is passed over.
 * @param {Set<string>} known ids of cards that exist
 * @returns {Schedule}
 */
export function load(known) {
  /** @type {Schedule} */ const found = Object.create(null);
  let raw = null;
  try { raw = JSON.parse(localStorage.getItem(KEY) ?? "null"); } catch { return found; }
  for (const [id, entry] of Object.entries(raw?.cards ?? {})) {
    const step = Number(/** @type {any} */ (entry)?.[0]);
    const next = String(/** @type {any} */ (entry)?.[1]);
    if (known.has(id) && Number.isInteger(step) && step >= 0 && step <= LADDER.length && /^\d{4}-\d\d-\d\d$/.test(next)) found[id] = { step, next };
  }
  return found;
}

/** @param {Schedule} schedule @returns {boolean} whether the browser kept it */
export function save(schedule) {
  const cards = Object.fromEntries(Object.entries(schedule).map(([id, { step, next }]) => [id, [step, next]]));
  try { localStorage.setItem(KEY, JSON.stringify({ version: 1, cards })); } catch { return false; }
  return true;
}

/** Leaves nothing behind. */
export function forget() {
  try { localStorage.removeItem(KEY); } catch { /* storage is closed: nothing was kept */ }
}

/**
 * The entry after an answer: one step up when the card was known, back to the start when it was not.
 * @param {Entry|undefined} entry @param {boolean} known @param {string} today
 * @returns {Entry & {days: number}}
 */
export function after(entry, known, today) {
  const step = known ? Math.min((entry?.step ?? 0) + 1, LADDER.length) : 0;
  const days = LADDER[Math.max(step - 1, 0)];
  return { step, days, next: later(today, days) };
}

/** @param {Schedule} schedule @param {string} today @returns {string[]} ids, the longest waiting first */
export function due(schedule, today) {
  return Object.keys(schedule).filter((id) => schedule[id].next <= today).sort((a, b) => (schedule[a].next < schedule[b].next ? -1 : 1));
}

/** @param {Schedule} schedule @param {string} today @returns {[string, number][]} days to come and how many cards each brings */
export function ahead(schedule, today) {
  /** @type {Map<string, number>} */ const days = new Map();
  for (const { next } of Object.values(schedule)) if (next > today) days.set(next, (days.get(next) ?? 0) + 1);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

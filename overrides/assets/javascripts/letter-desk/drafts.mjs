// @ts-check
// The texts that the user has changed, in this page's memory only: each with the written text it came from, by case and letter.

import { carry } from "./handover.mjs";

/** @typedef {{base: string, text: string}} Draft `base` is what was written when the user's words were last held against it */
/** @typedef {{document: string, channel: string, language: string}} Which */

class Drafts {
  /** @type {Map<string, Map<string, Draft>>} */ #cases = new Map();
  /** @type {Map<string, Draft>} */ #open = new Map();
  /** The case that lies on the desk. */ #case = "";

  /** Another case lies on the desk; the drafts of the old one wait for its return. @param {string} to */
  turn(to) {
    if (to === this.#case) return;
    if (this.#open.size) this.#cases.set(this.#case, this.#open);
    this.#open = this.#cases.get(to) ?? new Map();
    this.#case = to;
  }

  /** The same case under another name: the user is typing it. @param {string} to */
  rename(to) {
    this.#case = to;
  }

  /** @param {Which} which @returns {Draft|undefined} */
  of(which) {
    return this.#open.get(name(which));
  }

  /** @param {Which} which @param {Draft|undefined} draft none: the written text holds again */
  set(which, draft) {
    if (draft) this.#open.set(name(which), draft);
    else this.#open.delete(name(which));
  }

  forget() {
    this.#cases.clear();
    this.#open.clear();
  }

  /** What JSON can hold of them; nothing if there are none. */
  packed() {
    const cases = [...this.#cases].map(([name, letters]) => [name, [...letters]]);
    return this.#open.size || cases.length ? { open: [...this.#open], cases, name: this.#case } : null;
  }

  /** @param {any} packed */
  unpack({ open, cases, name: here }) {
    this.#case = here;
    this.#open = new Map(open);
    this.#cases = new Map(cases.map((/** @type {[string, [string, Draft][]]} */ [name, letters]) => [name, new Map(letters)]));
  }
}

/** @param {Which} which */
const name = ({ document, channel, language }) => [document, channel, language].join(" ");

/** Which case this is: who owes, on which invoices. @param {any} value a case as the form reads it @returns {string} */
export function caseName({ debtor, claims }) {
  return JSON.stringify([debtor?.name, ...(claims ?? []).map((/** @type {any} */ one) => one.number)]);
}

/** Kept while one looks something up on the site, or changes the language of the page. */
export const drafts = new Drafts();
carry("drafts", () => drafts.packed(), (packed) => drafts.unpack(packed));

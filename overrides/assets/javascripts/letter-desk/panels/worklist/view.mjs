// @ts-check
// Which part of the plan is looked at: today's, later, done or all; those that match what is sought; page by page.

import { theList } from "../../held-list.mjs";

/** @typedef {import("../../lists.mjs").Task} Task */
/** @typedef {import("./plan.mjs").Plan} Plan */

const PAGE = 50; // rows, so that a list of any length scrolls at full rate

export class View {
  #page = 0;
  #pages = 1;

  /** @param {Record<string, any>} $ parts of the panel @param {import("../../words.mjs").Words} words @param {() => void} draw @param {AbortSignal} signal */
  constructor($, words, draw, signal) {
    this.$ = $;
    this.words = words;
    this.draw = draw;
    const anew = () => (this.#page = 0, draw());
    $.find.addEventListener("input", anew, { signal });
    $.show.addEventListener("change", anew, { signal });
    $.before.addEventListener("click", () => this.turn(-1), { signal });
    $.after.addEventListener("click", () => this.turn(1), { signal });
  }

  /** Begin with today's, or with what comes first if nothing is due today. @param {Plan} plan */
  begin(plan) {
    this.$.show.value = this.today(plan).length ? "today" : "later";
  }

  clear() {
    this.#page = 0;
    this.$.find.value = this.$.range.textContent = "";
  }

  /** @param {number} by pages @returns {boolean} whether there was one */
  turn(by) {
    const there = this.#page + by;
    if (there < 0 || there >= this.#pages) return false;
    this.#page = there;
    this.draw();
    this.$.scroll.scrollTop = by > 0 ? 0 : this.$.scroll.scrollHeight;
    return true;
  }

  /** What is left for today. @param {Plan} plan @returns {Task[]} */
  today({ day, tasks }) {
    return tasks.filter((one) => one.on <= day && !theList()?.done.has(one.case));
  }

  /** All that is looked at, in order; the one at work keeps its place. @param {Plan} plan @returns {Task[]} */
  queue({ day, list, tasks }) {
    const sought = this.$.find.value.trim().toLowerCase();
    const kinds = /** @type {Record<string, (one: Task) => boolean>} */ ({
      today: (one) => one.on <= day && !list.done.has(one.case),
      later: (one) => one.on > day && !list.done.has(one.case),
      done: (one) => list.done.has(one.case),
      all: () => true,
    });
    const kind = kinds[this.$.show.value];
    const named = (/** @type {Task} */ one) => [one.debtor, one.document_title, ...list.cases[one.case].claims.map((/** @type {any} */ claim) => claim.number)];
    return tasks.filter((one) => kind(one) && (!sought || named(one).some((text) => text?.toLowerCase().includes(sought))));
  }

  /** The page that is looked at; says which it is. @param {Plan} plan @returns {{tasks: Task[], first: number}} */
  page(plan) {
    const all = this.queue(plan);
    this.#pages = Math.max(1, Math.ceil(all.length / PAGE));
    this.#page = Math.min(this.#page, this.#pages - 1);
    const first = this.#page * PAGE;
    const tasks = all.slice(first, first + PAGE);
    const { $ } = this;
    $.none.hidden = all.length > 0;
    $.pages.hidden = this.#pages === 1;
    $.before.disabled = this.#page === 0;
    $.after.disabled = this.#page === this.#pages - 1;
    $.range.textContent = this.words.say("worklist_range", { from: first + 1, to: first + tasks.length, total: all.length });
    return { tasks, first };
  }
}

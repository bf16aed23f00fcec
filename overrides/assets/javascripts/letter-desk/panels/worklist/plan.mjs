// @ts-check
// The plan of the list that is held: what to do with each debtor, and who could not be planned.

import { planList } from "../../lists.mjs";

/** @typedef {import("../../held-list.mjs").HeldList} HeldList */
/** @typedef {import("../../lists.mjs").Task} Task */
/** @typedef {{case: number, debtor: string, text: string}} Stuck */
/** @typedef {ReturnType<typeof import("../../engine.mjs").getEngine>} Engine */

export class Plan {
  /** In the order in which to do them. @type {Task[]} */ tasks = [];
  /** @type {Stuck[]} */ stuck = [];

  /** @param {HeldList} list @param {string} day @param {string} language */
  constructor(list, day, language) {
    this.list = list;
    this.day = day;
    this.language = language;
  }

  /** Whether it is the plan of this list, for this day, in this language. @param {HeldList} list @param {string} day @param {string} language */
  fits(list, day, language) {
    return this.list === list && this.day === day && this.language === language;
  }

  /** Plan all of it. @param {Engine} engine @param {AbortSignal} signal @param {(told: {done: number, total: number}) => void} progress */
  async make(engine, signal, progress) {
    const { cases, held } = this.list;
    const { tasks, problems } = await planList(engine, this.list, { ui: this.language, as_of: this.day, signal, progress });
    this.tasks = tasks;
    this.stuck = [...held.map((one) => ({ ...one, debtor: cases[one.case].debtor.name })), ...problems];
  }

  /** Plan one case anew. @param {Engine} engine @param {number} place */
  async renew(engine, place) {
    const { tasks, problems } = await planList(engine, { cases: [this.list.cases[place]] }, { ui: this.language, as_of: this.day });
    const others = (/** @type {{case: number}} */ one) => one.case !== place;
    const here = (/** @type {any} */ one) => ({ ...one, case: place });
    this.tasks = [...this.tasks.filter(others), ...tasks.map(here)].sort((a, b) => (a.order < b.order ? -1 : 1));
    this.stuck = [...this.stuck.filter(others), ...problems.map(here)];
  }
}

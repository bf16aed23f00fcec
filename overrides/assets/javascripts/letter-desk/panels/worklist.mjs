// @ts-check
// Today's worklist: who, how much, why, in what order; one row after the other goes into the form and is ticked off.

import { pieces } from "../element.mjs";
import { dayOf, theList } from "../held-list.mjs";
import { Plan } from "./worklist/plan.mjs";
import { Round } from "./worklist/round.mjs";
import { Rows } from "./worklist/rows.mjs";
import { sums } from "./worklist/sums.mjs";
import { View } from "./worklist/view.mjs";
import { stuckRows } from "./worklist/work.mjs";

/** @typedef {import("../lists.mjs").Task} Task */

const CALM = 600; // ms after the last change of the day

/** Kept for the way back from another page. @type {Plan|null} */ let made = null;

export class Panel {
  /** @type {AbortController|null} */ #stop = null;
  #timer = 0;

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    const $ = this.$ = pieces($panel, "worklist");
    const signal = desk.away;
    this.view = new View($, desk.words, () => this.#draw(), signal);
    const draw = { all: () => this.#draw(), head: () => this.#head() };
    const round = this.round = new Round($, desk, this.view, () => made, draw);
    const acts = { open: round.open.bind(round), mark: round.mark.bind(round), over: (/** @type {boolean} */ forward) => this.#over(forward) };
    this.rows = new Rows($.rows, desk.words, acts, signal);
    $.stop.addEventListener("click", () => this.#stop?.abort(), { signal });
    $.again.addEventListener("click", () => this.#plan(true), { signal });
    desk.events.addEventListener("listed", () => this.#listed(true), { signal });
    desk.events.addEventListener("read", () => this.#read(), { signal });
    signal.addEventListener("abort", () => this.#calm());
    if (theList()) this.#listed();
  }

  /** A list has come, or gone. @param {boolean} [came] just now, by the user’s hand: it is brought into view */
  #listed(came = false) {
    const list = theList();
    const { form, words } = this.desk;
    this.#calm();
    this.$.room.hidden = !list;
    if (list && made?.fits(list, dayOf(form), words.language)) return this.#show();
    made = null;
    this.view.clear();
    for (const $part of [this.$.rows, this.$["stuck-list"]]) $part.replaceChildren();
    for (const name of ["title", "sum", "at", "step"]) this.$[name].textContent = "";
    this.$.strip.hidden = this.$.stuck.hidden = true;
    if (list) this.#plan(came);
    if (list && came) this.$.room.scrollIntoView({ block: "start" });
  }

  /** The form has changed; another day means another plan. */
  #read() {
    const list = theList();
    if (!list || !made) return;
    this.round.read();
    clearTimeout(this.#timer);
    if (!this.#stop && !made.fits(list, dayOf(this.desk.form), this.desk.words.language)) this.#timer = setTimeout(() => this.#plan(), CALM);
  }

  /** @param {boolean} [asked] and waited for: nobody is typing elsewhere */
  async #plan(asked = false) {
    const list = theList();
    if (!list) return;
    const { engine, form, status, words } = this.desk;
    const stop = this.#stop = new AbortController();
    const plan = new Plan(list, dayOf(form), words.language);
    if (engine.status.error) engine.start();
    this.#busy({ done: 0, total: list.cases.length });
    const error = await plan.make(engine, stop.signal, (told) => stop === this.#stop && this.#busy(told)).catch((why) => why);
    if (stop !== this.#stop) return;
    this.#stop = null;
    if (error) return this.#failed(error);
    made = plan;
    this.view.begin(plan);
    this.#show();
    if (asked && list.at < 0) this.$.title.focus({ preventScroll: true });
    status.say(words.say("worklist_planned", { count: this.view.today(plan).length }));
  }

  /** @param {{done: number, total: number}} told */
  #busy({ done, total }) {
    const { $ } = this;
    const { words } = this.desk;
    $.title.textContent ||= words.say("worklist_waiting");
    $.step.textContent = words.say("worklist_planning", { done, total });
    [$.progress.max, $.progress.value] = [total || 1, done];
    [$.busy.hidden, $.again.hidden, $.stop.hidden, $.progress.hidden] = [false, true, false, false];
    $.body.hidden = !made || $.body.hidden;
  }

  /** @param {import("../engine-state.mjs").EngineError} error */
  #failed({ kind, problems }) {
    const { $ } = this;
    const { words } = this.desk;
    const why = kind === "problems" ? problems[0].text : words.label("failure", kind);
    $.step.textContent = kind === "stopped" ? words.say("worklist_stopped") : why;
    [$.again.hidden, $.stop.hidden, $.progress.hidden] = [false, true, true];
  }

  #show() {
    this.$.busy.hidden = true;
    this.round.unfold((theList()?.at ?? -1) < 0);
    this.#draw();
  }

  /** The rows of the page that is looked at, who could not be planned, and the head. */
  #draw() {
    const list = theList();
    if (!made || !list) return;
    const { tasks, first } = this.view.page(made);
    this.rows.show(tasks, first, list, made.day);
    this.$.stuck.hidden = !made.stuck.length;
    this.$["stuck-list"].replaceChildren(...stuckRows(made.stuck, list, this.desk.words, (place) => this.round.open(place)));
    this.#head();
  }

  #head() {
    const list = theList();
    if (!made || !list) return;
    const { words } = this.desk;
    const today = this.view.today(made);
    const money = (/** @type {Task[]} */ tasks) => sums(tasks.flatMap((one) => one.open)).map((one) => words.money(one.amount, one.currency)).join(" + ");
    const { day, tasks } = made;
    const next = tasks.filter((one) => one.on > day && !list.done.has(one.case)).map((one) => one.on).sort()[0];
    const places = { on: words.day(day), count: today.length, next: words.day(next ?? "") };
    this.$.title.textContent = words.say(next && !today.length ? "worklist_title_later" : "worklist_title", places);
    const sum = { total: tasks.length, open: money(tasks), today: money(today) || words.say("worklist_nothing"), done: list.done.size };
    this.$.sum.textContent = words.say("worklist_sum", sum);
    this.round.show();
  }

  /** Beyond the first or last row: the next page. @param {boolean} forward */
  #over(forward) {
    if (this.view.turn(forward ? 1 : -1)) this.rows.focus(forward ? "first" : "last");
  }

  /** Let go of what is under way. */
  #calm() {
    this.#stop?.abort();
    this.#stop = null;
    clearTimeout(this.#timer);
  }
}

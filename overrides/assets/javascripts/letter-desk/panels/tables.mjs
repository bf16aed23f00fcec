// @ts-check
// A list from a table: read by the engine, shown as it was understood, and held only when the user says so.

import { element, pieces } from "../element.mjs";
import { dayOf, hold, theList } from "../held-list.mjs";
import { readTable } from "../lists.mjs";
import { Intake } from "./tables/intake.mjs";
import { preview } from "./tables/preview.mjs";

/** @typedef {File|{name: string, text: string}} Source */
/** @typedef {import("../lists.mjs").Meant} Meant */

const STATES = ["in", "busy", "preview", "held"];

export class Panel {
  /** @type {Source|null} */ #source = null;
  /** @type {AbortController|null} */ #stop = null;

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$ = pieces($panel, "tables");
    const signal = desk.away;
    const take = { read: (/** @type {Source} */ source) => this.#read(source), wrong: (/** @type {string} */ text, name = "") => this.#wrong(name, [text]) };
    this.intake = new Intake($panel, this.$, desk, take);
    const on = (/** @type {string} */ name, /** @type {() => void} */ act) => this.$[name].addEventListener("click", act, { signal });
    on("cancel", () => this.#stop?.abort());
    on("another", () => this.#show("in"));
    on("drop", () => (!theList()?.done.size || confirm(desk.words.say("tables_drop_sure"))) && this.#drop());
    desk.events.addEventListener("forgotten", () => this.#forget(), { signal });
    signal.addEventListener("abort", desk.engine.onState(() => this.#told()));
    signal.addEventListener("abort", () => this.#stop?.abort());
    if (theList()) this.#hold();
  }

  /** @param {Source} source @param {Meant} [meant] */
  async #read(source, meant = {}) {
    const { engine, form, words } = this.desk;
    if (engine.status.error) engine.start();
    this.#stop?.abort();
    const stop = this.#stop = new AbortController();
    this.#source = source;
    this.#show("busy");
    this.#told();
    const asked = { ...meant, name: source.name, rows: 1, as_of: dayOf(form), ui: words.language, signal: stop.signal };
    const answer = readTable(engine, source instanceof File ? source : source.text, { ...asked, progress: (told) => this.#told(told) });
    answer.then((found) => stop === this.#stop && this.#look(found, meant), (error) => stop === this.#stop && this.#refused(error));
  }

  /** How far it is: the engine's start, then the lines of the table. @param {{done: number, total: number}} [lines] */
  #told(lines) {
    if (this.$.busy.hidden) return;
    const { engine, words } = this.desk;
    const { state, loaded, total } = engine.status;
    const ready = state === "ready";
    this.$.step.textContent = words.say(ready ? "tables_reading" : "tables_waiting", { name: this.#source?.name ?? "" });
    const [done, all] = ready ? [lines?.done ?? 0, lines?.total ?? 0] : [loaded, total];
    if (all) [this.$.progress.max, this.$.progress.value] = [all, done];
    else this.$.progress.removeAttribute("value"); // nobody knows yet how long it will be
  }

  /** @param {import("../lists.mjs").List} found @param {Meant} meant */
  #look(found, meant) {
    const { words, status } = this.desk;
    const change = (/** @type {Meant} */ more) => this.#source && this.#read(this.#source, { ...meant, ...more });
    const acts = { change, use: () => this.#use(found), back: () => (this.#show("in"), this.intake.focus()) };
    this.$.preview.replaceChildren(...preview(found, meant, words, acts));
    this.$.preview.setAttribute("aria-label", words.say("tables_check", { name: found.name }));
    this.#show("preview");
    this.$.preview.focus({ preventScroll: true });
    this.$.preview.scrollIntoView({ block: "start" });
    status.say(words.say("tables_checked", { debtors: found.debtors, claims: found.claims }));
  }

  /** @param {any} error an EngineError, or what the browser says of a file */
  #refused({ kind, problems }) {
    const { words, status } = this.desk;
    const name = this.#source?.name ?? "";
    this.#show("in");
    if (!kind) return this.#wrong(name, [words.say("tables_unreadable")]);
    if (kind === "stopped") return status.say(words.say("tables_cancelled"));
    const own = { broken: words.say("tables_broken"), timeout: words.say("tables_timeout") }[/** @type {string} */ (kind)];
    const told = problems.map((/** @type {import("../lists.mjs").Told} */ { path, text }) => (path === name ? text : `${path} ${text}`));
    this.#wrong(name, told.length ? told : [own ?? words.label("failure", kind)]);
  }

  /** What cannot be used, where it lies and what to do. @param {string} name @param {string[]} texts */
  #wrong(name, texts) {
    const $list = texts.map((text) => element("li", {}, text));
    const $title = element("p", { class: "desk-title" }, this.desk.words.say("tables_wrong", { name }));
    this.#show("in");
    this.$.wrong.replaceChildren(...(name ? [$title] : []), element("ul", {}, ...$list));
    this.$.wrong.hidden = false;
  }

  /** @param {import("../lists.mjs").List} found */
  #use({ name, cases, claims, held }) {
    this.#clear();
    hold(this.desk.events, { name, cases, claims, held, done: new Set(), at: -1 });
    this.#hold();
    this.desk.status.say(this.desk.words.say("tables_taken"));
  }

  #hold() {
    const list = theList();
    const places = { name: list?.name ?? "", debtors: list?.cases.length ?? 0, claims: list?.claims ?? 0 };
    this.$.using.textContent = this.desk.words.say("tables_using", places);
    this.#show("held", false);
  }

  #drop() {
    hold(this.desk.events, null);
    this.#show("in");
    this.intake.focus();
    this.desk.status.say(this.desk.words.say("tables_dropped"));
  }

  #forget() {
    this.#stop?.abort();
    this.#clear();
    hold(this.desk.events, null);
    this.#show("in", false);
  }

  /** Let go of the table itself. */
  #clear() {
    this.#source = this.#stop = null;
    this.intake.clear();
    this.$.preview.replaceChildren();
    this.$.using.textContent = this.$.step.textContent = "";
  }

  /** @param {string} state @param {boolean} [open] whether the fold is */
  #show(state, open = true) {
    for (const one of STATES) this.$[one].hidden = one !== state;
    this.$.wrong.hidden = true;
    this.$.wrong.replaceChildren();
    this.$.fold.open = open;
  }
}

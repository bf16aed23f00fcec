// @ts-check
// A call: what they say as chips, the card's words beside the script at once, and what was said put into the history.

import { element, part } from "../element.mjs";
import { enter } from "../entries.mjs";
import { Promised } from "./calls/promised.mjs";

/** @typedef {{id: string, group: string, common: boolean, says: string}} Chip */

export class Panel {
  /** @type {Chip[]} */ #all = [];
  /** The language of the words. */ #spoken = "";
  /** @type {any} */ #card = null;
  #chosen = "";

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$panel = $panel;
    this.$chips = part($panel, "[data-calls=chips]");
    this.$card = part($panel, "[data-calls=card]");
    this.$found = part($panel, "[data-calls=found]");
    this.hint = this.$found.textContent ?? "";
    this.$note = part($panel, "[data-calls=note]");
    this.note = this.$note.textContent ?? "";
    this.$search = /** @type {HTMLInputElement} */ (part($panel, "[data-calls=search]"));
    this.promised = new Promised($panel, desk);
    $panel.hidden = true;
    this.#listen();
  }

  #listen() {
    const { away: signal, events } = this.desk;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => events.addEventListener(type, act, { signal });
    on("written", ({ detail }) => this.#written(detail.letter));
    on("refused", () => this.#written(this.desk.chooser));
    on("cleared", () => { this.$panel.hidden = true; });
    on("filled", () => this.#drop());
    on("forgotten", () => this.#drop());
    const acts = { note: () => this.#note(), write: () => this.#write(), record: () => this.promised.record() };
    this.$panel.addEventListener("click", ({ target }) => {
      const $button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-calls], [data-chip]"));
      if ($button?.dataset.chip) this.#choose($button.dataset.chip);
      else acts[/** @type {keyof typeof acts} */ ($button?.dataset.calls)]?.();
    }, { signal });
    this.$search.addEventListener("input", () => this.#draw(), { signal });
  }

  /** Another case: nothing of what was said before. */
  #drop() {
    this.#chosen = this.$search.value = "";
    this.#card = null;
    this.$card.hidden = true;
    for (const $place of this.$card.querySelectorAll("[data-card]")) $place.textContent = "";
    this.promised.clear();
    this.#draw();
  }

  /** @param {{channel: string, language?: string}} letter */
  async #written({ channel, language = this.#spoken }) {
    this.$panel.hidden = channel !== "call";
    if (channel !== "call" || !language) return;
    if (language !== this.#spoken) {
      this.#spoken = language;
      const { cards } = await this.desk.engine.call("cards", { language, ui: this.desk.words.language }).catch(() => ({ cards: [] }));
      if (language !== this.#spoken) return;
      this.#all = cards;
      this.#draw();
    }
    if (this.#chosen) this.#ask();
  }

  /** The common cards, or those that hold all words of the search. */
  #draw() {
    const { words } = this.desk;
    const wanted = this.$search.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.#all.filter(({ common, says, id }) =>
      id === this.#chosen || (wanted.length ? wanted.every((word) => says.toLocaleLowerCase().includes(word)) : common));
    this.$chips.replaceChildren(...shown.map(({ id, says }) =>
      element("button", { type: "button", class: "desk-chip", "data-chip": id, "aria-pressed": String(id === this.#chosen) }, says)));
    this.$chips.lang = this.#spoken === "zh" ? "zh-CN" : "en";
    const said = shown.length ? words.say("calls_found", { count: shown.length }) : words.say("calls_none");
    this.$found.textContent = wanted.length ? said : this.hint;
  }

  /** @param {string} id */
  #choose(id) {
    this.#chosen = this.#chosen === id ? "" : id;
    for (const $chip of /** @type {NodeListOf<HTMLElement>} */ (this.$chips.querySelectorAll("[data-chip]")))
      $chip.setAttribute("aria-pressed", String($chip.dataset.chip === this.#chosen));
    if (this.#chosen) return this.#ask(true);
    this.$card.hidden = true;
  }

  /** The card with the figures of the case. @param {boolean} [announce] */
  #ask(announce = false) {
    const { engine, form, words } = this.desk;
    const [{ value }, id] = [form.read(), this.#chosen];
    const question = { case: value, as_of: value.as_of, id, language: this.#spoken, ui: words.language };
    const bare = { ...question, case: undefined };
    engine.call("cards", question).catch(() => engine.call("cards", bare)).then((card) => {
      if (id !== this.#chosen) return;
      this.#show(card);
      if (!announce) return;
      this.$card.scrollIntoView({ block: "nearest" });
      this.desk.status.say(words.say("calls_card", { says: card.says }));
    }, () => {});
  }

  /** @param {any} card */
  #show(card) {
    this.#card = card;
    for (const $place of /** @type {NodeListOf<HTMLElement>} */ (this.$card.querySelectorAll("[data-card]")))
      $place.textContent = card[$place.dataset.card ?? ""] ?? "";
    this.$card.lang = this.$chips.lang;
    const $write = part(this.$card, "[data-calls=write]");
    $write.textContent = this.desk.words.say("calls_write", { title: card.document_title });
    $write.hidden = card.document === this.desk.chooser.document || !this.desk.chooser.offers(card.document);
    this.$note.textContent = this.#noted() ? this.desk.words.say("calls_note_done") : this.note;
    this.$card.hidden = false;
  }

  /** Whether the history says already that they said so today. */
  #noted() {
    const { as_of: day, events = [] } = this.desk.form.read().value;
    return events.some((/** @type {any} */ { date, text }) => date === day && text === this.#said());
  }

  #said() {
    return this.desk.words.say("calls_said", { says: this.#card.says });
  }

  /** What they said, into the history of the form. */
  #note() {
    const { desk } = this;
    if (this.#noted()) return desk.status.say(desk.words.say("calls_noted", { words: this.#card.says }));
    const { creditor, as_of: date } = desk.form.read().value;
    desk.remember(desk.words.say("calls_note_what"));
    enter(desk.form.$form, "events", { date, type: "note", channel: "call", by: creditor?.contact?.name ?? "", text: this.#said() });
    this.$note.textContent = desk.words.say("calls_note_done");
    desk.refresh();
    desk.status.say(desk.words.say("calls_noted", { words: this.#card.says }));
  }

  #write() {
    this.desk.chooser.choose(this.#card.document);
    this.desk.chooser.follows = false;
    this.desk.refresh();
  }
}

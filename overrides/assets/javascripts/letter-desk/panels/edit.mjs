// @ts-check
// The finished text changed by hand: in place, marked, checked, never lost when the form changes, and with a way back.

import { caseName, drafts } from "../drafts.mjs";
import { part } from "../element.mjs";
import { Slips } from "./edit/slips.mjs";

/** @typedef {import("../desk.mjs").LetterDesk} LetterDesk */
/** @typedef {import("../sheet.mjs").Letter & {document: string}} Letter */

export class Panel {
  /** @param {HTMLElement} $panel @param {LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    this.$panel = $panel;
    this.$area = /** @type {HTMLTextAreaElement} */ (part(desk.$root, "[data-editor]"));
    this.slips = new Slips($panel, desk, this.$area, () => this.#start());
    desk.sheet.standIn = (letter) => drafts.of(/** @type {Letter} */ (letter))?.text ?? letter.text;
    drafts.turn(caseName(desk.form.read().value));
    this.#listen();
    if (desk.sheet.letter) desk.sheet.show(desk.sheet.letter);
    this.#show();
  }

  #listen() {
    const { away: signal, events } = this.desk;
    const acts = { start: () => this.#start(), done: () => this.#done(), back: () => this.#written("edit_back"), take: () => this.#written("edit_take"), keep: () => this.#keep() };
    this.$panel.addEventListener("click", ({ target }) => {
      const $button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-edit]"));
      if ($button) acts[/** @type {keyof typeof acts} */ ($button.dataset.edit)]();
    }, { signal });
    this.$area.addEventListener("input", () => this.#typed(), { signal });
    this.$area.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.#done(), { signal });
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => events.addEventListener(type, act, { signal });
    on("read", ({ detail }) => drafts.rename(caseName(detail.value)));
    on("filled", () => this.#turn());
    on("written", () => this.#show());
    on("cleared", () => this.#leave());
    on("forgotten", () => drafts.forget());
  }

  /** Another case: its own drafts, if any, come with it. */
  #turn() {
    drafts.turn(caseName(this.desk.form.read().value));
    this.#leave();
  }

  get letter() {
    return /** @type {Letter|null} */ (this.desk.sheet.letter);
  }

  #start() {
    if (!this.letter) return;
    this.#open(true);
    this.$area.focus({ preventScroll: true });
  }

  #done() {
    this.#leave();
    part(this.$panel, "[data-edit=start]").focus();
  }

  #leave() {
    this.#open(false);
    this.#show();
  }

  /** @param {boolean} editing */
  #open(editing) {
    this.$area.hidden = !editing;
    this.desk.sheet.$text.classList.toggle("desk-under-edit", editing);
    part(this.$panel, "[data-edit=start]").hidden = editing;
    part(this.$panel, "[data-edit=done]").hidden = !editing;
    if (editing) this.#fill();
    else this.$area.value = "";
  }

  /** The field holds what stands on the sheet; left alone while it does, so that the browser can undo what was typed. */
  #fill() {
    const { text, $text } = this.desk.sheet;
    if (this.$area.value !== text) this.$area.value = text;
    this.$area.lang = $text.lang;
    this.#grow();
  }

  #typed() {
    const { letter, $area: { value } } = this;
    if (!letter) return;
    const base = drafts.of(letter)?.base ?? letter.text;
    drafts.set(letter, value === letter.text ? undefined : { base, text: value });
    this.desk.sheet.put(value);
    this.#grow();
    this.#show();
  }

  /** As high as its text, where the browser does not see to it. */
  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.$area.style.height = "auto";
    this.$area.style.height = `${this.$area.scrollHeight + 4}px`;
  }

  /** Put the written text in the place of the user's own; that can be undone. @param {string} what in words */
  #written(what) {
    const { letter, desk } = this;
    const before = letter && drafts.of(letter);
    if (!letter || !before) return;
    desk.undo.push(desk.words.say(what), () => (drafts.set(letter, before), this.#again()));
    drafts.set(letter, undefined);
    this.#again();
    part(this.$panel, "[data-edit=start]").focus();
  }

  /** The sheet anew, with or without the user's own words. */
  #again() {
    if (this.letter) this.desk.sheet.show(this.letter);
    this.#show();
  }

  #keep() {
    const { letter, desk } = this;
    if (letter) drafts.set(letter, { base: letter.text, text: desk.sheet.text });
    this.#show();
    desk.status.say(desk.words.say("edit_kept"));
    part(this.$panel, "[data-edit=start]").focus();
  }

  /** Mark, notice and findings in line with what stands on the sheet. */
  #show() {
    const { letter, desk: { sheet } } = this;
    const draft = letter && drafts.of(letter);
    this.$panel.hidden = !letter;
    /** @type {HTMLButtonElement} */ (part(this.$panel, "[data-edit=start]")).disabled = !letter;
    for (const name of ["[data-edit-mark]", "[data-edit=back]"]) part(this.$panel, name).hidden = !sheet.edited;
    const newer = Boolean(sheet.edited && draft && draft.base !== letter?.text);
    part(this.$panel, "[data-edit-newer-inside]").hidden = !newer;
    part(this.$panel, "[data-edit-text]").textContent = newer ? letter?.text ?? "" : "";
    if (!this.$area.hidden) this.#fill();
    this.slips.check(sheet.edited ? sheet.text : "", letter?.channel === "sms");
  }
}

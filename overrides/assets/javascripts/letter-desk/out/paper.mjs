// @ts-check
// What is printed: the letter alone, laid out as a letter, put beside the page while it is printed and taken away after.

import { built, plainly } from "./fragment.mjs";
import { question } from "./question.mjs";

/** @typedef {import("./question.mjs").Made} Made */

const PAUSE = 400; // ms without a change to an edited text before its layout is asked for

export class PaperTray {
  /** The layout of a text that was edited. @type {{text: string, html: string}} */ #edited = { text: "", html: "" };
  /** @type {HTMLElement|null} */ #$paper = null;
  #timer = 0;
  #title = "";

  /** @param {import("../desk.mjs").LetterDesk} desk @param {() => Made|null} made */
  constructor(desk, made) {
    this.desk = desk;
    this.made = made;
    const signal = desk.away;
    addEventListener("beforeprint", () => this.lay(), { signal });
    addEventListener("afterprint", () => this.remove(), { signal });
    desk.$root.addEventListener("input", () => this.#wait(), { signal });
    desk.events.addEventListener("written", () => this.#wait(), { signal });
    signal.addEventListener("abort", () => this.clear());
  }

  clear() {
    clearTimeout(this.#timer);
    this.#edited = { text: "", html: "" };
    this.remove();
  }

  /** Put the letter where only paper shows it. */
  lay() {
    const made = this.made();
    this.remove();
    if (!made) return;
    this.#$paper = document.createElement("div");
    this.#$paper.className = "desk-paper";
    this.#$paper.append(this.#article(made));
    document.body.append(this.#$paper);
    this.#title = document.title;
    document.title = [made.letter.as_of, made.case.debtor?.name, made.letter.title].filter(Boolean).join("_"); // names the PDF
  }

  remove() {
    if (!this.#$paper) return;
    this.#$paper.remove();
    this.#$paper = null;
    document.title = this.#title;
  }

  /** The letter as elements, and its text. @returns {Promise<{$article: HTMLElement, text: string}>} */
  async sheet() {
    const made = /** @type {Made} */ (this.made());
    if (this.desk.sheet.edited) await this.#lay(made);
    return { $article: this.#article(made), text: this.desk.sheet.text };
  }

  /** @param {Made} made */
  #article(made) {
    const { sheet } = this.desk;
    const letter = /** @type {any} */ (sheet.letter) ?? made.letter; // the sheet is a frame ahead of those who are told
    if (!sheet.edited) return built(letter.html);
    return this.#edited.text === sheet.text ? built(this.#edited.html) : plainly(sheet.text, sheet.$text.lang);
  }

  /** A browser does not wait when it prints: the layout of an edited text is made as soon as the user pauses. */
  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const made = this.made();
      if (made && this.desk.sheet.edited && this.desk.sheet.text !== this.#edited.text) this.#lay(made).catch(() => {});
    }, PAUSE);
  }

  /** @param {Made} made */
  async #lay(made) {
    const { engine, sheet } = this.desk;
    const text = sheet.text;
    const { html } = await engine.call("export", { ...question(this.desk, made), text, format: "fragment" });
    this.#edited = { text, html };
  }
}

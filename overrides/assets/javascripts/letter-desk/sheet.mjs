// @ts-check
// The sheet with the finished text, and the ways out of it. What stands here is character for character what is copied:
// `text`, which is the engine's `letter.text` unless the user has changed it (panels/edit.mjs).

import { copyText } from "./copy.mjs";
import { element, part } from "./element.mjs";

/** @typedef {{text: string, subject: string, language: string, channel: string, sms: {characters: number, parts: number}|null}} Letter */

const RULE = /^-+(  -+)+$/m; // the line under the heads of a table

export class Sheet {
  /** @type {Letter|null} */ letter = null;
  /** What stands on the sheet. */ text = "";
  /** What is to stand there for a letter; the room for editing puts the user's own text in its place. */
  standIn = (/** @type {Letter} */ letter) => letter.text;

  /** @param {HTMLElement} $root @param {import("./words.mjs").Words} words @param {(text: string) => void} said */
  constructor($root, words, said) {
    this.words = words;
    this.said = said;
    this.$text = part($root, "[data-output=text]");
    this.$sms = part($root, "[data-sms]");
    this.$empty = part($root, "[data-empty]");
    this.$stale = part($root, "[data-stale]");
    this.$out = part($root, "[data-out]");
    this.$subject = part($root, "[data-action=copy-subject]");
  }

  /** @param {Letter} letter */
  show(letter) {
    this.letter = letter;
    this.put(this.standIn(letter));
    this.$text.lang = letter.language === "zh" ? "zh-CN" : "en";
    this.count(letter.sms);
    this.$subject.hidden = !letter.subject;
    this.#visible(true);
    this.age(false);
  }

  /** Whether the user has changed what was written. */
  get edited() {
    return this.letter !== null && this.text !== this.letter.text;
  }

  /** @param {string} text */
  put(text) {
    if (text !== this.text) this.$text.replaceChildren(...pieces(text));
    this.text = text;
  }

  /** How the text counts as a text message; nothing if it is none. @param {Letter["sms"]} sms */
  count(sms) {
    this.$sms.textContent = sms ? this.words.say("sms", sms) : "";
    this.$sms.classList.toggle("desk-sms-long", (sms?.parts ?? 1) > 1);
    this.$sms.hidden = !sms;
  }

  /** Mark the text as that of an earlier state, or as current. @param {boolean} old */
  age(old) {
    this.$stale.hidden = !old || !this.letter;
    this.$text.dataset.current = String(!old);
  }

  clear() {
    this.letter = null;
    this.put("");
    this.$sms.hidden = true;
    this.#visible(false);
    this.age(false);
  }

  async copy() {
    const done = await copyText(this.text, this.$text);
    if (!done) this.said(this.words.say("copy_failed"));
    else if (!this.$stale.hidden) this.said(this.words.say("copied_stale"));
    else this.said(this.words.say("copied", { count: [...this.text].length }));
  }

  async copySubject() {
    const subject = this.letter?.subject ?? "";
    const done = await copyText(subject, this.$text);
    this.said(this.words.say(done ? "copied" : "copy_failed", { count: [...subject].length }));
  }

  /** @param {boolean} shown */
  #visible(shown) {
    this.$empty.hidden = shown;
    this.$text.hidden = this.$out.hidden = !shown;
  }
}

/**
 * The text in pieces, the tables in a fixed-width face; joined they are the text again, newline for newline.
 * @param {string} text @returns {(Node|string)[]}
 */
function pieces(text) {
  if (!RULE.test(text)) return [text];
  return text.split(/(\n\n)/).map((block) => (RULE.test(block) ? table(block) : block)).flat();
}

/** @param {string} block lines, among them a table @returns {(Node|string)[]} */
function table(block) {
  const lines = block.split("\n");
  const start = lines.findIndex((line) => RULE.test(line)) - 1;
  const before = lines.slice(0, start).join("\n");
  const $table = element("span", { class: "desk-table", tabindex: "0" }, lines.slice(start).join("\n"));
  return start > 0 ? [`${before}\n`, $table] : [$table];
}

// @ts-check
// The history: notes of what was said or sent today, one click each, and older entries folded to a line.

import { reach } from "../element.mjs";
import { enter } from "../entries.mjs";
import { fold, tell } from "../gist.mjs";
import { rowsOf } from "../rows.mjs";

export class Panel {
  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.$panel = $panel;
    this.desk = desk;
    this.$rows = /** @type {HTMLElement} */ (document.getElementById(`desk.${$panel.dataset.rowsOf}`));
    desk.events.addEventListener("read", () => this.#tell(), { signal: desk.away });
    desk.events.addEventListener("filled", () => this.#fold(), { signal: desk.away });
    this.#fold();
    for (const $button of $panel.querySelectorAll("button")) {
      $button.addEventListener("click", () => this.#note($button), { signal: desk.away });
      $button.disabled = false;
    }
  }

  /** @param {HTMLButtonElement} $button */
  #note($button) {
    const { desk } = this;
    const { rowsOf: path = "", day = "" } = this.$panel.dataset;
    desk.remember($button.textContent ?? "");
    this.#fold();
    enter(desk.form.$form, path, { ...this.#values($button), [day]: desk.form.control("as_of")?.value ?? "" });
    desk.refresh();
    const number = rowsOf(this.$rows).length;
    const $next = desk.form.control(`${path}.${number - 1}.${$button.dataset.next}`);
    if ($next) reach($next);
    desk.status.say(desk.words.say("added", { label: this.$rows.dataset.label ?? "", number }));
  }

  #tell() {
    tell(this.desk.form.$form, this.$rows, this.desk.words);
  }

  #fold() {
    this.#tell();
    fold(this.$rows);
  }

  /** What the button says, and which letter was sent how. @param {HTMLButtonElement} $button @returns {Record<string, string>} */
  #values($button) {
    const values = JSON.parse($button.dataset.entry ?? "{}");
    const { chooser, sheet, words } = this.desk;
    if (!sheet.letter || !("sent" in $button.dataset)) return values;
    return { ...values, channel: words.label("channel", sheet.letter.channel), text: chooser.title() };
  }
}

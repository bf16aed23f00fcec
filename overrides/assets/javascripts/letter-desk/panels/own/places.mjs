// @ts-check
// The places that a template may use, each with its value in the present case; picking one writes it at the cursor.

import { element, part } from "../../element.mjs";

/** @typedef {{name: string, insert: string, value: string}} Place */

export class Places {
  /** @type {Place[]} */ #all = [];

  /**
   * @param {HTMLElement} $panel @param {import("../../desk.mjs").LetterDesk} desk @param {HTMLTextAreaElement} $template
   * @param {() => object} question the case and how it is written @param {() => void} changed
   */
  constructor($panel, desk, $template, question, changed) {
    this.desk = desk;
    this.$template = $template;
    this.question = question;
    this.changed = changed;
    this.$fold = /** @type {HTMLDetailsElement} */ (part($panel, "[data-own=places-fold]"));
    this.$places = part($panel, "[data-own=places]");
    this.$find = /** @type {HTMLInputElement} */ (part($panel, "[data-own=find]"));
    const { away: signal } = desk;
    this.$fold.addEventListener("toggle", () => this.refresh(), { signal });
    this.$find.addEventListener("input", () => this.#draw(), { signal });
    this.$places.addEventListener("click", ({ target }) => {
      const $place = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-place]"));
      if ($place) this.#insert($place.dataset.place ?? "");
    }, { signal });
  }

  /** Their values in the case as it stands. */
  refresh() {
    if (!this.$fold.open) return;
    this.desk.engine.call("places", this.question(), { latest: true }).then((places) => {
      this.#all = places;
      this.#draw();
    }, () => {});
  }

  clear() {
    this.#all = [];
    this.$find.value = "";
    this.#draw();
  }

  #draw() {
    const wanted = this.$find.value.trim().toLocaleLowerCase();
    const shown = this.#all.filter(({ name, value }) => `${name} ${value}`.toLocaleLowerCase().includes(wanted));
    this.$places.replaceChildren(...shown.map(({ name, value }) => element(
      "button",
      { type: "button", class: "desk-place", "data-place": name },
      element("code", {}, name),
      element("span", {}, value || this.desk.words.say("own_nothing")),
    )));
  }

  /** @param {string} name */
  #insert(name) {
    const place = this.#all.find((one) => one.name === name);
    if (!place) return;
    this.$template.focus();
    if (!document.execCommand("insertText", false, place.insert)) // so that the browser can undo it
      this.$template.setRangeText(place.insert, this.$template.selectionStart, this.$template.selectionEnd, "end");
    this.changed();
    this.desk.status.say(this.desk.words.say("own_inserted", { name }));
  }
}

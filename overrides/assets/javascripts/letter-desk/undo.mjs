// @ts-check
// What was done to the case as a whole and can be taken back: in memory, the last few steps. Typing is the browser's to undo.

import { part } from "./element.mjs";

const MOST = 20; // steps

export class Undo {
  /** @type {{what: string, restore: () => void}[]} */ #done = [];

  /** @param {HTMLElement} $root @param {import("./words.mjs").Words} words */
  constructor($root, words) {
    this.words = words;
    this.$button = part($root, "[data-action=undo]");
  }

  /** @param {string} what was done, in words @param {() => void} restore takes it back */
  push(what, restore) {
    this.#done = [...this.#done.slice(1 - MOST), { what, restore }];
    this.#show();
  }

  /** Take back the last step. @returns {string} what it was, or nothing */
  undo() {
    const last = this.#done.pop();
    last?.restore();
    this.#show();
    return last?.what ?? "";
  }

  clear() {
    this.#done = [];
    this.#show();
  }

  #show() {
    const last = this.#done.at(-1);
    this.$button.hidden = !last;
    this.$button.textContent = last ? this.words.say("undo", { what: last.what }) : "";
  }
}

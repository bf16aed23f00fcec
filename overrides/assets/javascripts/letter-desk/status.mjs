// @ts-check
// The line that says what is going on. It is read aloud, so it changes only when there is something to say.

import { part } from "./element.mjs";

const MEGABYTE = 1_000_000;

export class StatusLine {
  #told = "";
  /** What was asked last has failed; said until another text is written. */ #failed = false;

  /** @param {HTMLElement} $root @param {import("./words.mjs").Words} words */
  constructor($root, words) {
    this.$root = $root;
    this.words = words;
    this.$text = part($root, "[data-status]");
    this.$progress = /** @type {HTMLProgressElement} */ (part($root, "[data-progress]"));
    this.$bytes = part($root, "[data-bytes]");
    this.$retry = part($root, "[data-action=retry]");
  }

  /** Something could not be written, though the engine lives. @param {string} text */
  fail(text) {
    this.say(text);
    if (this.$root.dataset.state === "error") return; // follow() says and shows it
    this.#failed = true;
    this.$retry.hidden = false;
  }

  /** @param {string} text */
  say(text) {
    if (this.#failed) this.$retry.hidden = this.$root.dataset.state !== "error";
    this.#failed = false;
    if (this.$text.textContent !== text) this.$text.textContent = text;
  }

  /** Follow the engine. @param {import("./engine-state.mjs").Status} status */
  follow({ state, step, loaded, total, error, again, busy }) {
    const loading = state === "loading";
    this.$root.toggleAttribute("data-busy", busy);
    this.$root.dataset.state = state;
    this.$retry.hidden = state !== "error" && !this.#failed;
    this.$progress.hidden = this.$bytes.hidden = !loading;
    if (loading) {
      this.$progress.max = total || 1;
      this.$progress.value = loaded;
      const megabytes = (/** @type {number} */ bytes) => (bytes / MEGABYTE).toFixed(1);
      this.$bytes.textContent = total ? this.words.say("bytes", { loaded: megabytes(loaded), total: megabytes(total) }) : "";
    }
    const said = error ? this.words.label("failure", error.kind) : this.words.say(loading ? (again ? "replaced" : step) : state);
    if (said !== this.#told && !(this.#failed && !error)) this.say(said); // what was said meanwhile of the text stays
    this.#told = said;
  }
}

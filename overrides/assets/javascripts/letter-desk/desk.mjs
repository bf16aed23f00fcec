// @ts-check
// The letter desk: puts its parts together and answers its buttons.

import { acts } from "./acts.mjs";
import { Chooser } from "./chooser.mjs";
import { part } from "./element.mjs";
import { getEngine } from "./engine.mjs";
import { refuseFrame } from "./frame.mjs";
import { Figures } from "./figures.mjs";
import { Form } from "./form.mjs";
import { carry, takeOver } from "./handover.mjs";
import { carryAcross } from "./language.mjs";
import { listen } from "./listen.mjs";
import { furnish } from "./panels.mjs";
import { isPristine, practise } from "./practice.mjs";
import { Problems } from "./problems.mjs";
import { apply, settings } from "./settings.mjs";
import { Sheet } from "./sheet.mjs";
import { restore, taken } from "./snapshot.mjs";
import { StatusLine } from "./status.mjs";
import { Undo } from "./undo.mjs";
import { wakeOnTouch } from "./wake.mjs";
import { Words } from "./words.mjs";
import { Writing } from "./writing.mjs";

/** What was typed, in this page's memory only, so that one can look something up on the site and come back. @type {any} */
let kept = null;
takeOver();
carry("case", () => isPristine(kept?.value) ? null : kept, (value) => { kept = value; });

export class LetterDesk {
  #left = new AbortController();
  away = this.#left.signal;
  events = new EventTarget();

  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    const words = this.words = new Words($root);
    carryAcross(words.say("jump_refused"));
    const tell = { changed: () => this.refresh(), said: (/** @type {string} */ text) => this.status.say(text) };
    this.engine = getEngine();
    this.status = new StatusLine($root, words);
    this.form = new Form(part($root, ".desk-form"), words, tell);
    this.chooser = new Chooser($root, words, tell);
    this.sheet = new Sheet($root, words, tell.said);
    this.problems = new Problems($root, this.form);
    this.figures = new Figures($root, words, (path) => this.form.target(path, this.form.read()));
    this.writing = new Writing(this);
    this.undo = new Undo($root, words);
    if (top === self) this.#begin();
    else refuseFrame($root);
  }

  /** The page has been left: stop listening; engine and input stay for the way back. */
  leave() {
    this.writing.clear();
    this.#left.abort();
  }

  refresh() {
    const { value, untouched } = this.writing.refresh();
    kept = untouched ? null : { value, ...this.chooser.chosen };
  }

  forget() {
    this.engine.kill();
    this.form.clear();
    this.chooser.reset();
    this.undo.clear();
    this.writing.restart();
    kept = null;
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
    this.status.say(this.words.say("forgotten"));
    this.events.dispatchEvent(new CustomEvent("forgotten"));
  }

  /** @param {import("./reading.mjs").Control} $control left after a change */
  #changed($control) {
    if ($control.name === "document") this.chooser.picked();
    else this.form.left($control);
    this.refresh();
  }

  #begin() {
    this.#listen();
    this.away.addEventListener("abort", this.engine.onState((status) => this.status.follow(status)));
    if (kept) this.form.fill(kept.value);
    if (kept) this.chooser.restore(kept);
    this.#obeyLink();
    furnish(this.$root, this);
    const idle = /** @type {NodeListOf<HTMLButtonElement>} */ (this.$root.querySelectorAll("button[disabled]:not([data-later])"));
    for (const $button of idle) $button.disabled = false; // until now they could do nothing
    this.refresh(); // what was typed before the scripts were there counts too
  }

  #obeyLink() {
    const found = settings(location.hash);
    apply(found, this.form.$form, this.chooser);
    if (found.practice) practise(this, found.practice, found.document);
  }

  /**
   * Fill the form with a case in the place of what stands there.
   * @param {any} value a case @param {{document?: string, channel?: string, what?: string}} [letter] no document: as
   *   the engine advises; `what` says what is done, for the one who wants to undo it
   */
  put(value, { document = "", channel = "", what = this.words.say("undo_put") } = {}) {
    this.remember(what);
    this.writing.calm();
    this.form.fill(value);
    if (document) this.chooser.choose(document, channel);
    this.chooser.follows = !document;
    this.#filled();
  }

  /** Keep the case as it stands, in memory, for the one who wants to undo what comes next. @param {string} what comes next */
  remember(what) {
    const { chosen } = this.chooser;
    const before = taken(this.form.$form);
    this.undo.push(what, () => {
      this.form.clear();
      restore(before);
      this.chooser.restore(chosen);
      this.#filled();
    });
  }

  #filled() {
    this.events.dispatchEvent(new CustomEvent("filled"));
    this.refresh();
  }

  #listen() {
    const signal = this.away;
    const act = acts(this);
    listen(this.$root, signal, {
      input: () => this.refresh(),
      change: ($control) => this.#changed($control),
      submit: () => this.writing.check(),
      click: ($button) => act[$button.dataset.action ?? ""]?.($button),
    });
    addEventListener("hashchange", () => {
      this.#obeyLink();
      this.refresh();
    }, { signal });
    wakeOnTouch(this.$root, signal, () => this.$root.dataset.state === "idle" && this.engine.start());
  }
}

// @ts-check
// A template of the user's own: written, held by the engine's guard, shown with the present case. In this page's memory only.

import { copyText } from "../copy.mjs";
import { element, part } from "../element.mjs";
import { carry } from "../handover.mjs";
import { saveBlob } from "../out/files.mjs";
import { Places } from "./own/places.mjs";

/** @typedef {{path: string, text: string}} Problem */

const PAUSE = 250; // ms of no typing before it is written
const FIRST = "letter";

/** Kept while one looks something up on the site, or changes the language of the page. */
const kept = { template: "", channel: FIRST };
carry("own", () => (kept.template ? kept : null), (came) => Object.assign(kept, came));

export class Panel {
  #timer = 0;
  #text = "";

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.desk = desk;
    const own = (/** @type {string} */ name) => part($panel, `[data-own=${name}]`);
    this.$fold = /** @type {HTMLDetailsElement} */ (own("fold"));
    this.$template = /** @type {HTMLTextAreaElement} */ (own("template"));
    this.$channel = /** @type {HTMLSelectElement} */ (own("channel"));
    this.$text = own("text");
    this.$sms = own("sms");
    this.$faults = own("faults");
    this.$template.value = kept.template;
    this.$channel.value = kept.channel;
    this.places = new Places($panel, desk, this.$template, () => this.#question(), () => this.#later());
    this.#listen($panel);
  }

  /** @param {HTMLElement} $panel */
  #listen($panel) {
    const { away: signal, events } = this.desk;
    const acts = { starter: () => this.#starter(), copy: () => this.#copy(this.#text), "copy-template": () => this.#copy(this.$template.value), save: () => this.#save() };
    $panel.addEventListener("click", ({ target }) => {
      const $button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("button[data-own]"));
      acts[/** @type {keyof typeof acts} */ ($button?.dataset.own)]?.();
    }, { signal });
    this.$template.addEventListener("input", () => this.#later(), { signal });
    this.$channel.addEventListener("change", () => this.#write(), { signal });
    this.$fold.addEventListener("toggle", () => this.#write(), { signal });
    for (const type of ["written", "refused", "cleared"]) events.addEventListener(type, () => this.#later(), { signal });
    events.addEventListener("forgotten", () => this.#forget(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  #forget() {
    this.$template.value = kept.template = "";
    this.$channel.value = kept.channel = FIRST;
    this.places.clear();
    this.#show("", null);
  }

  /** The template into a file of the user's own; nothing of it stays here. */
  #save() {
    const { desk, $template: { value } } = this;
    if (!value.trim()) return desk.status.say(desk.words.say("own_empty"));
    const name = desk.words.say("own_file");
    saveBlob(new Blob([value], { type: "text/plain;charset=utf-8" }), name, desk.away);
    desk.status.say(desk.words.say("own_saved", { name }));
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), PAUSE);
  }

  #question() {
    const { value } = this.desk.form.read();
    const { as_of, language, tone } = value;
    return { case: value, as_of, language, tone, channel: this.$channel.value, ui: this.desk.words.language };
  }

  /** Ask for the text; while the fold is closed nobody needs it. */
  #write() {
    const { desk, $template: { value: template } } = this;
    Object.assign(kept, { template, channel: this.$channel.value });
    if (!this.$fold.open) return;
    if (desk.form.read().untouched) return this.#show(desk.words.say("own_no_case"), null);
    this.places.refresh();
    if (!template.trim()) return this.#show(desk.words.say("own_empty"), null);
    desk.engine.call("own", { ...this.#question(), template }, { latest: true }).then(
      ({ text, sms }) => this.$template.value === template && (this.#show(text, sms), this.#text = text),
      ({ no }) => no && this.$template.value === template && this.#wrong(no.problems),
    );
  }

  /** @param {string} text @param {{characters: number, parts: number}|null} sms @param {Problem[]} [problems] */
  #show(text, sms, problems = []) {
    this.#text = "";
    this.$text.textContent = text;
    this.$sms.textContent = sms ? this.desk.words.say("sms", sms) : "";
    this.$sms.hidden = !sms;
    part(this.$faults, "ul").replaceChildren(...problems.map((one) => element("li", {}, this.#fault(one))));
    this.$faults.hidden = !problems.length;
    if (problems.length) this.$template.setAttribute("aria-invalid", "true");
    else this.$template.removeAttribute("aria-invalid");
  }

  /** Faults of the template are told here; what the case lacks is told at the form. @param {Problem[]} problems */
  #wrong(problems) {
    const own = problems.filter(({ path }) => path.startsWith("template"));
    const line = (/** @type {Problem} */ { path }) => Number(path.split(":")[1]) || 0;
    const last = this.#text;
    if (own.length) this.#show(last, null, own.sort((a, b) => line(a) - line(b)));
    else this.#show(this.desk.words.say("own_no_case"), null);
    this.#text = last;
  }

  /** @param {Problem} problem */
  #fault({ path, text }) {
    const line = Number(path.split(":")[1]);
    if (!line) return text;
    const $go = element("button", { type: "button", class: "desk-link" }, this.desk.words.say("own_line", { line, text }));
    $go.addEventListener("click", () => {
      const lines = this.$template.value.split("\n");
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      this.$template.focus();
      this.$template.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    });
    return $go;
  }

  #starter() {
    const { words, undo } = this.desk;
    const before = this.$template.value;
    const put = (/** @type {string} */ template) => { this.$template.value = template; this.#write(); };
    if (before.trim()) undo.push(words.say("own_starter_what"), () => put(before));
    put(words.say("own_sample"));
  }

  /** @param {string} text */
  async #copy(text) {
    const { status, words } = this.desk;
    if (text) status.say(words.say(await copyText(text, this.$text) ? "own_copied" : "own_copy_failed"));
  }
}

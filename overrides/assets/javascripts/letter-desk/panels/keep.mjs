// @ts-check
// “Keep on this computer”: off until the user turns it on. Then one case, the one on the desk, is saved in this browser after
// every change, with the time to see; another visit offers it. “Forget everything” removes it and shows what is left.

import { element, part } from "../element.mjs";
import { carry } from "../handover.mjs";
import { remains } from "./keep/proof.mjs";
import { load, remove, save } from "./keep/store.mjs";

/** @typedef {import("./keep/store.mjs").Kept} Kept */

const PAUSE = 700; // milliseconds after the last change

let on = false;
carry("keep", () => on || null, () => { on = true; });

export class Panel {
  #timer = 0;

  /** @param {HTMLElement} $panel @param {import("../desk.mjs").LetterDesk} desk */
  constructor($panel, desk) {
    this.$panel = $panel;
    this.desk = desk;
    this.$on = /** @type {HTMLInputElement} */ (this.$("on"));
    const { away: signal, events } = desk;
    /** @type {Record<string, () => unknown>} */
    const acts = { take: () => this.#take(), delete: () => this.#delete(), remove: () => this.#delete(), close: () => this.#close() };
    $panel.addEventListener("click", ({ target }) => acts[/** @type {HTMLElement} */ (target).dataset.keep ?? ""]?.(), { signal });
    this.$on.addEventListener("change", () => (this.$on.checked ? this.#save({ first: true }) : this.#delete()), { signal });
    events.addEventListener("read", () => this.#later(), { signal });
    events.addEventListener("forgotten", () => this.#forgotten(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && on && this.#save(), { signal });
    this.#begin();
  }

  /** @param {string} name @returns {HTMLElement} */
  $(name) {
    return part(this.$panel, `[data-keep=${name}]`);
  }

  /** @param {string} key @param {Record<string, string|number>} [places] */
  #say(key, places) {
    this.$("said").textContent = this.desk.words.say(key, places);
  }

  async #begin() {
    if (location.protocol === "file:") return this.#say("keep_file"); // all files of this computer would share the drawer
    try {
      const kept = await load();
      if (on && kept) this.#saved(kept);
      else if (kept) this.#offer(kept);
      this.$on.disabled = false;
    } catch {
      this.#say("keep_refused"); // a private window, or storage that is switched off
    }
  }

  /** @param {Kept} kept from an earlier visit */
  #offer(kept) {
    this.$("offered").textContent = this.desk.words.say("keep_offer", this.#places(kept));
    this.$("offer").hidden = false;
  }

  async #take() {
    const kept = await load().catch(() => null);
    this.$("offer").hidden = true;
    if (!kept) return this.#say("keep_gone");
    on = true;
    this.desk.put(kept.value, kept.follows ? {} : kept);
    this.#saved(kept);
    this.desk.status.say(this.desk.words.say("keep_taken"));
  }

  #later() {
    clearTimeout(this.#timer);
    if (on) this.#timer = setTimeout(() => this.#save(), PAUSE);
  }

  /** @param {{first: boolean}} [how] first: the user has just turned it on */
  async #save(how = { first: false }) {
    clearTimeout(this.#timer);
    const { untouched, value } = this.desk.form.read();
    on = true;
    if (untouched) return how.first ? this.#empty() : undefined; // what was kept before stays
    const kept = { value, ...this.desk.chooser.chosen, saved: new Date().toISOString() };
    try {
      if (await save(kept, how)) return this.#saved(kept);
      this.#turnOff("keep_gone");
    } catch {
      this.#turnOff("keep_failed");
    }
  }

  /** Turned on before anything was typed. */
  async #empty() {
    this.$("offer").hidden = true;
    await save({ value: {}, ...this.desk.chooser.chosen, saved: "" }, { first: true }).then(() => this.#say("keep_on"), () => this.#turnOff("keep_failed"));
  }

  /** @param {Kept} kept */
  #saved(kept) {
    this.$on.checked = on;
    this.$("offer").hidden = true;
    this.$("remove").hidden = !on;
    const places = this.#places(kept);
    this.#say("keep_what", places);
    this.$("summary").textContent = this.desk.words.say("keep_saved", places);
  }

  /** @param {Kept} kept @returns {Record<string, string|number>} */
  #places({ saved, value, document, follows }) {
    const { chooser, words } = this.desk;
    const at = new Date(saved);
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    const day = words.day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
    return {
      when: `${day} ${two(at.getHours())}:${two(at.getMinutes())}`, debtor: value.debtor?.name || words.say("keep_nameless"),
      count: value.claims?.length ?? 0, letter: follows ? words.say("keep_advised") : chooser.title(document),
    };
  }

  /** @param {string} said why */
  #turnOff(said) {
    on = this.$on.checked = false;
    clearTimeout(this.#timer);
    for (const name of ["remove", "offer"]) this.$(name).hidden = true;
    this.$("summary").textContent = this.desk.words.say("keep_off");
    this.#say(said);
  }

  async #delete() {
    this.#turnOff("keep_deleting");
    await remove().then(() => this.#say("keep_deleted"), () => this.#say("keep_delete_failed"));
  }

  #close() {
    this.$("proof").hidden = true;
    part(this.desk.$root, "[data-action=forget]").focus();
  }

  async #forgotten() {
    /** @type {HTMLDetailsElement} */ (part(this.$panel, "details")).open = false;
    await this.#delete();
    const lines = await remains(this.desk);
    this.$("lines").replaceChildren(...lines.map(({ key, places, clean }) =>
      element("li", { class: clean ? "desk-keep-clean" : "desk-keep-left" }, this.desk.words.say(key, places))));
    this.$("proof").hidden = false;
  }
}

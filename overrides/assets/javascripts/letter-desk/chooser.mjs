// @ts-check
// Which document, through which channel: a list and a row of tabs that keep to what the catalogue offers.

import { part } from "./element.mjs";

export class Chooser {
  /** Whether the user leaves the choice to the adviser. */ follows = true;
  channel = "";
  /** The document that the adviser has named last. */ advised = "";
  /** The channel that the user took; kept where a document offers it. */ #taken = "";

  /**
   * @param {HTMLElement} $root @param {import("./words.mjs").Words} words
   * @param {{changed: () => void, said: (text: string) => void}} tell
   */
  constructor($root, words, tell) {
    this.words = words;
    this.tell = tell;
    this.$root = $root;
    this.$select = /** @type {HTMLSelectElement} */ (part($root, "select[name=document]"));
    this.$panel = part($root, "[role=tabpanel]");
    this.tabs = /** @type {HTMLButtonElement[]} */ ([...$root.querySelectorAll("[role=tab]")]);
    const $tabs = part($root, "[role=tablist]");
    $tabs.addEventListener("click", (event) => this.#clicked(event));
    $tabs.addEventListener("keydown", (event) => this.#pressed(event));
    this.show();
  }

  get document() {
    return this.$select.value;
  }

  /** @returns {string} the title of a document, or of the chosen one @param {string} [id] */
  title(id = this.document) {
    return this.#option(id)?.textContent ?? id;
  }

  /** @param {string} id @returns {boolean} */
  offers(id) {
    return Boolean(this.#option(id));
  }

  /** All of the choice, to be restored later. */
  get chosen() {
    return { document: this.document, channel: this.channel, follows: this.follows };
  }

  /** @param {{document: string, channel: string, follows: boolean}} chosen */
  restore({ document, channel, follows }) {
    this.choose(document, channel);
    this.follows = follows;
  }

  /** Leave the choice to the adviser. */
  follow() {
    this.follows = true;
  }

  /** As on a fresh page. */
  reset() {
    this.follows = true;
    this.advised = this.#taken = "";
    this.$select.selectedIndex = 0;
    this.show();
  }

  /** The list was used: from now on the choice is the user's. */
  picked() {
    this.follows = false;
    this.channel = this.#taken;
    this.show();
  }

  /** @param {string} document @param {string} [channel] if the document offers it, else its first */
  choose(document, channel = "") {
    if (this.offers(document)) this.$select.value = document;
    this.channel = channel;
    this.show();
  }

  /** Bring tabs, purpose and further fields in line with the chosen document. */
  show() {
    const offered = this.#channels(this.document);
    if (!offered.includes(this.channel)) this.channel = offered[0] ?? "";
    for (const $tab of this.tabs) {
      const chosen = $tab.dataset.channel === this.channel;
      $tab.setAttribute("aria-selected", String(chosen));
      $tab.tabIndex = chosen ? 0 : -1;
      $tab.classList.toggle("desk-tab-elsewhere", !offered.includes($tab.dataset.channel ?? ""));
      if (chosen) this.$panel.setAttribute("aria-labelledby", $tab.id);
    }
    this.$panel.dataset.channel = this.channel;
    part(this.$root, ".desk-purpose").textContent = this.#option(this.document)?.dataset.purpose ?? "";
    const fields = /** @type {NodeListOf<HTMLFieldSetElement>} */ (this.$root.querySelectorAll("fieldset[data-document]"));
    for (const $fields of fields) $fields.hidden = $fields.disabled = $fields.dataset.document !== this.document;
  }

  /** @param {string} channel a tab the user took; if the document has no such text, the nearest that has one is chosen */
  #take(channel) {
    const from = this.title();
    if (!this.#channels(this.document).includes(channel)) {
      const nearest = this.#nearest(channel);
      if (!nearest) return;
      this.$select.value = nearest;
      this.tell.said(this.words.say("switched", { from, to: this.title(), channel: this.words.label("channel", channel) }));
    }
    this.follows = false;
    this.channel = this.#taken = channel;
    this.show();
    this.tell.changed();
  }

  /** @param {string} channel @returns {string|undefined} the advised document or the closest on the ladder, the softer one first */
  #nearest(channel) {
    const fit = [...this.$select.options].filter(($option) => this.#channels($option.value).includes(channel));
    const made = fit.find(($option) => $option.value === this.advised) ?? fit.find(($option) => channel === "call" && $option.dataset.channels === channel);
    const here = this.#option(this.document)?.dataset.ladder ? this.$select.selectedIndex : 0;
    const rungs = fit.filter(($option) => $option.dataset.ladder).sort((a, b) => Math.abs(a.index - here) - Math.abs(b.index - here) || a.index - b.index);
    return (made ?? rungs[0] ?? fit[0])?.value;
  }

  /** @param {Event} event */
  #clicked(event) {
    const $tab = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[role=tab]"));
    if ($tab) this.#take($tab.dataset.channel ?? "");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const here = this.tabs.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const last = this.tabs.length - 1;
    const there = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
    if (here < 0 || there === undefined) return;
    event.preventDefault();
    this.tabs[there].focus();
    this.#take(this.tabs[there].dataset.channel ?? "");
  }

  /** @param {string} id */
  #option(id) {
    return [...this.$select.options].find(($option) => $option.value === id);
  }

  /** @param {string} id @returns {string[]} */
  #channels(id) {
    return (this.#option(id)?.dataset.channels ?? "").split(" ").filter(Boolean);
  }
}

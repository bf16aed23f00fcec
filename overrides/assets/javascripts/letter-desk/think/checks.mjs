// @ts-check
// What to check before sending: one list, what stops the letter first, each with its rule, its page and its field.

import { element, part, reach } from "../element.mjs";

/** @typedef {{severity: string, field: string, text: string, page: string, law: string}} Warning */

const SEVERITIES = ["red", "amber"]; // in the order of the list
/** @type {Record<string, string>} */
const COUNTED = { red: "think_red", amber: "think_amber" };

export class Checks {
  /** Whether something stops the letter as it stands. */ #stopped = false;

  /**
   * @param {HTMLElement} $root @param {import("../words.mjs").Words} words
   * @param {(path: string) => HTMLElement|null} find the input that a warning speaks of
   */
  constructor($root, words, find) {
    this.words = words;
    this.find = find;
    this.$box = part($root, "[data-checks]");
    this.$count = part($root, "[data-checks-count]");
    this.$list = part($root, "[data-warnings]");
  }

  /** @param {Warning[]} warnings */
  show(warnings) {
    const by = SEVERITIES.map((severity) => warnings.filter((one) => one.severity === severity));
    const $counts = by.map((found, place) => this.#badge(SEVERITIES[place], found.length)).filter((one) => one !== null);
    this.$count.replaceChildren(...$counts);
    this.$list.replaceChildren(...by.flat().map((one) => this.#item(one)));
    if (by[0].length && !this.#stopped) this.$box.toggleAttribute("open", true); // nobody is to miss it
    this.#stopped = by[0].length > 0;
    this.$box.hidden = !warnings.length;
  }

  clear() {
    this.show([]);
  }

  /** @param {string} severity @param {number} count */
  #badge(severity, count) {
    return count ? element("span", { class: `desk-badge desk-badge-${severity}` }, this.words.say(COUNTED[severity], { count })) : null;
  }

  /** @param {Warning} warning */
  #item({ severity, field, text, page, law }) {
    const { words } = this;
    const $links = element("span", { class: "desk-warning-links" });
    if (law) $links.append(element("a", { href: `../reference/law/#${law}` }, words.label("law", law)));
    if (page && page !== "letter/") $links.append(element("a", { href: `../${page}` }, words.say("read_more")));
    if (field) $links.append(this.#go(field));
    const $text = element("span", {}, element("strong", {}, words.label("severity", severity)), ` ${text}`);
    return element("li", { class: `desk-warning desk-warning-${severity}` }, $text, $links);
  }

  /** The input is looked for only when it is wanted: a form of many claims has thousands. @param {string} field */
  #go(field) {
    const $go = element("button", { type: "button", class: "desk-link" }, this.words.say("go_to"));
    $go.addEventListener("click", () => {
      const $target = this.find(field);
      if ($target) reach($target);
    });
    return $go;
  }
}

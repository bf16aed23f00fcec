// @ts-check
// What the engine finds in an edited text: threats, outsiders, borrowed authority; and how a text message counts.

import { element, part } from "../../element.mjs";

/** @typedef {{words: string, start: number, severity: string, why: string, law: string}} Slip */

const PAUSE = 250; // ms of no typing before the engine looks

export class Slips {
  #timer = 0;
  #checked = "";

  /**
   * @param {HTMLElement} $panel @param {import("../../desk.mjs").LetterDesk} desk @param {HTMLTextAreaElement} $area
   * @param {() => void} edit opens the field
   */
  constructor($panel, desk, $area, edit) {
    this.desk = desk;
    this.$area = $area;
    this.edit = edit;
    this.$box = part($panel, "[data-edit-found-inside]");
    this.$slips = part($panel, "[data-edit-slips]");
    desk.away.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** @param {string} text as edited; nothing if it is as it was written @param {boolean} isMessage whether it is counted */
  check(text, isMessage) {
    clearTimeout(this.#timer);
    const asked = `${isMessage}${text}`;
    if (asked === this.#checked) return;
    if (!text) this.#checked = asked;
    if (!text) return this.#show([]);
    this.#timer = setTimeout(() => {
      this.#checked = asked;
      this.#ask(text, isMessage);
    }, PAUSE);
  }

  /** @param {string} text @param {boolean} isMessage */
  #ask(text, isMessage) {
    const { engine, sheet, words: { language: ui } } = this.desk;
    const current = () => sheet.text === text;
    const quiet = () => { this.#checked = ""; }; // a text that could not be looked at is looked at again at the next change
    engine.call("inspect", { text, ui }, { latest: true }).then((slips) => current() && this.#show(slips), quiet);
    if (isMessage) engine.call("sms", { text }, { latest: true }).then((sms) => current() && sheet.count(sms), quiet);
  }

  /** @param {Slip[]} slips */
  #show(slips) {
    this.$slips.replaceChildren(...slips.map((one) => this.#slip(one)));
    this.$box.hidden = !slips.length;
  }

  /** @param {Slip} slip */
  #slip({ words: found, start, severity, why, law }) {
    const { words } = this.desk;
    const $show = element("button", { type: "button", class: "desk-link" }, words.say("edit_show"));
    $show.addEventListener("click", () => this.#select(start, found));
    const $links = element("span", { class: "desk-warning-links" }, $show);
    if (law) $links.append(element("a", { href: `../reference/law/#${law}` }, words.label("law", law)));
    return element(
      "li",
      { class: `desk-warning desk-warning-${severity}` },
      element("strong", {}, words.label("severity", severity)),
      ` ${words.say("edit_quoted", { words: found })}${words.say("colon")}${why}`,
      $links,
    );
  }

  /** The engine counts characters, the browser units of UTF-16. @param {number} start @param {string} found */
  #select(start, found) {
    this.edit();
    const from = [...this.$area.value].slice(0, start).join("").length;
    this.$area.setSelectionRange(from, from + found.length);
    this.$area.focus();
  }
}

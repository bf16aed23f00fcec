// @ts-check
// What the case comes to, beside the text: the advice, the sums, their age, the limitation clock, the checks, the working.

import { element, part } from "./element.mjs";
import { ageing } from "./think/ageing.mjs";
import { Checks } from "./think/checks.mjs";
import { Clock } from "./think/clock.mjs";
import { tiles } from "./think/tiles.mjs";
import { working } from "./working.mjs";

/** @typedef {{number: string, currency: string, open: string, due_date: string, days_overdue: number, bucket: string, interest: Interest, limitation: Limitation, milestones: import("./think/days.mjs").Day[]}} Claim */
/** @typedef {{total: string, basis: string, provisional: boolean, law: string[], before_cap: string|null, fixed_sum: string|null, segments: Record<string, any>[]}} Interest */
/** @typedef {{last_day: string, counted_from: string, status: string, provisional: boolean, law: string[], restarted_by: {date: string, type: string}|null}} Limitation */
/** @typedef {import("./think/checks.mjs").Warning} Warning */
/** @typedef {{currency: string, open: string, interest: string, ageing: import("./think/ageing.mjs").Aged[]}} Total */
/** @typedef {{claims: Claim[], totals: Total[], next: Record<string, string>, warnings: Warning[]}} Assessment */

const BESIDE = "(min-width: 100em)"; // here all of it stands beside the sheet, as desk-think.css has it

export class Figures {
  #shown = "";

  /**
   * @param {HTMLElement} $root @param {import("./words.mjs").Words} words
   * @param {(path: string) => HTMLElement|null} find the input that a warning speaks of
   */
  constructor($root, words, find) {
    this.words = words;
    this.$tiles = part($root, "[data-figures]");
    this.$advice = part($root, "[data-advice]");
    this.$adviceText = part($root, "[data-advice-text]");
    this.$follow = part($root, "[data-action=follow]");
    this.$looks = part($root, "[data-looks]");
    this.$view = part($root, "[data-view]");
    this.$ageing = part($root, "[data-ageing]");
    this.$sums = part($root, "[data-working] .desk-scroll");
    this.checks = new Checks($root, words, find);
    this.clock = new Clock($root, words);
    if (matchMedia(BESIDE).matches) for (const $look of this.$looks.children) $look.toggleAttribute("open", true);
  }

  /** @param {Assessment} assessment @param {Warning[]} warnings @param {boolean} followed whether the advice is what is being written */
  show(assessment, warnings, followed) {
    const key = JSON.stringify([assessment, warnings, followed]);
    if (key === this.#shown) return;
    this.#shown = key;
    const alive = assessment.claims.filter((one) => /[1-9]/.test(one.open));
    this.$tiles.replaceChildren(...tiles(assessment, alive, this.words));
    this.#advice(assessment.next, followed);
    this.$ageing.replaceChildren(...ageing(assessment.totals, this.words));
    if (alive.length) this.clock.show(alive);
    this.$view.hidden = !alive.length;
    this.checks.show(warnings);
    this.$sums.replaceChildren(...working(assessment.claims, this.words));
    this.$tiles.hidden = this.$looks.hidden = false;
  }

  clear() {
    this.#shown = "";
    this.checks.clear();
    this.clock.clear();
    for (const $box of [this.$tiles, this.$adviceText, this.$ageing, this.$sums]) $box.replaceChildren();
    for (const $box of [this.$tiles, this.$advice, this.$looks]) $box.hidden = true;
  }

  /** @param {Record<string, string>} next @param {boolean} followed */
  #advice(next, followed) {
    const { words } = this;
    const places = { document: next.document_title, channel: words.label("channel", next.channel), on: words.day(next.on) };
    this.$adviceText.replaceChildren(element("strong", {}, words.say("advised", places)), element("span", {}, next.reason));
    this.$follow.hidden = followed;
    this.$advice.hidden = false;
  }
}

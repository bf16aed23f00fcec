// @ts-check
// The limitation clock: one claim's days on a line, from the due day to the last; the claim that runs out first comes first.

import { element, part } from "../element.mjs";
import { line, said } from "./days.mjs";
import { drawing, percent, shape } from "./drawing.mjs";
import { mark } from "./marks.mjs";

/** @typedef {import("./days.mjs").Day} Day */
/** @typedef {{number: string, open: string, limitation: {last_day: string, status: string}, milestones: Day[]}} Claim */

const LINE = 30; // px from the top
const HEIGHT = 56;
const EDGE = 0.02; // of the width, for the signs at both ends
const CLOSE = 0.4; // two labels nearer than this do not stand side by side
const MANY = 60; // claims that can be chosen

export class Clock {
  #claims = /** @type {Claim[]} */ ([]);

  /** @param {HTMLElement} $root @param {import("../words.mjs").Words} words */
  constructor($root, words) {
    this.words = words;
    this.$choice = /** @type {HTMLSelectElement} */ (part($root, "[data-clock-claim]"));
    this.$told = part($root, "[data-clock-told]");
    this.$line = part($root, "[data-clock]");
    this.$days = part($root, "[data-clock-days]");
    this.$choice.addEventListener("change", () => this.#draw());
  }

  /** @param {Claim[]} claims the open ones */
  show(claims) {
    const chosen = this.#claims[this.$choice.selectedIndex]?.number;
    this.#claims = [...claims].sort((a, b) => a.limitation.last_day.localeCompare(b.limitation.last_day)).slice(0, MANY);
    this.$choice.replaceChildren(...this.#claims.map((one) => element("option", {}, `${one.number} · ${one.limitation.last_day}`)));
    this.$choice.selectedIndex = Math.max(0, this.#claims.findIndex(({ number }) => number === chosen));
    this.$choice.hidden = claims.length < 2;
    this.#draw();
  }

  clear() {
    this.#claims = [];
    for (const $box of [this.$choice, this.$told, this.$line, this.$days]) $box.replaceChildren();
  }

  #draw() {
    const { words } = this;
    const claim = this.#claims[this.$choice.selectedIndex];
    const days = claim.milestones;
    this.$told.textContent = this.#told(claim);
    this.$told.dataset.limit = claim.limitation.status;
    this.$line.replaceChildren(drawing("desk-line", HEIGHT, ...shapes(days, claim.limitation.status), ...this.#labels(days)));
    this.$days.replaceChildren(...days.map((day) => line(day, words)));
  }

  /** @param {Claim} claim */
  #told({ limitation, milestones }) {
    const { words } = this;
    const left = dayNumber(limitation.last_day) - dayNumber(on(milestones, "as-of"));
    return words.say(left < 0 ? "think_over" : "think_left", { count: Math.abs(left), date: words.day(limitation.last_day) });
  }

  /** Due day and last day below the line, today above it. @param {Day[]} days @returns {SVGElement[]} */
  #labels(days) {
    const at = scale(days);
    const due = at(on(days, "due"));
    const last = at(on(days, "last-day"));
    return days.filter(({ kind }) => ["due", "as-of", "last-day"].includes(kind)).map((day) => {
      const above = day.kind === "as-of" || (day.kind === "last-day" && last - due < CLOSE);
      return label(at(day.on), above ? LINE - 14 : LINE + 22, day.kind === "as-of" ? said(day, this.words) : `${said(day, this.words)} ${day.on}`);
    });
  }
}

/** The line, what is left of it or gone beyond it, and the signs. @param {Day[]} days @param {string} status @returns {SVGElement[]} */
function shapes(days, status) {
  const at = scale(days);
  const [today, last] = [at(on(days, "as-of")), at(on(days, "last-day"))];
  const band = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ to) =>
    shape("rect", { class: name, "data-limit": status, x: percent(from), width: percent(to - from), y: LINE - 3, height: 6 });
  return [band("desk-line-whole", EDGE, 1 - EDGE), band("desk-line-left", Math.min(today, last), Math.max(today, last)), ...days.map(({ kind, on: day }) => mark(kind, percent(at(day)), LINE))];
}

/** @param {number} share @param {number} y @param {string} text @returns {SVGElement} */
function label(share, y, text) {
  const anchor = share < 0.25 ? "start" : share > 0.75 ? "end" : "middle";
  const x = anchor === "start" ? share - EDGE : anchor === "end" ? share + EDGE : share;
  return shape("text", { x: percent(x), y, "text-anchor": anchor }, text);
}

/** Where on the line a day stands. @param {Day[]} days in their order @returns {(day: string) => number} */
function scale(days) {
  const [first, last] = [dayNumber(days[0].on), dayNumber(days[days.length - 1].on)];
  return (day) => EDGE + ((dayNumber(day) - first) / Math.max(1, last - first)) * (1 - 2 * EDGE);
}

/** @param {Day[]} days @param {string} kind @returns {string} */
const on = (days, kind) => days.find((day) => day.kind === kind)?.on ?? days[0].on;

/** Days since 1970. @param {string} day */
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

// @ts-check
// The figures beside the text: open, overdue, interest, last day of limitation; then what to do next, and the warnings.

import { element, part, reach } from "./element.mjs";
import { working } from "./working.mjs";

/** @typedef {{number: string, currency: string, open: string, due_date: string, days_overdue: number, bucket: string, interest: Interest, limitation: Limitation}} Claim */
/** @typedef {{total: string, basis: string, provisional: boolean, segments: Record<string, any>[]}} Interest */
/** @typedef {{last_day: string, counted_from: string, status: string, provisional: boolean, law: string[], restarted_by: {date: string, type: string}|null}} Limitation */
/** @typedef {{severity: string, field: string, text: string, page: string, law: string}} Warning */
/** @typedef {{claims: Claim[], totals: Record<string, string>[], next: Record<string, string>, warnings: Warning[]}} Assessment */

export class Figures {
  #shown = "";

  /**
   * @param {HTMLElement} $root @param {import("./words.mjs").Words} words
   * @param {(path: string) => HTMLElement|null} find the input that a warning speaks of
   */
  constructor($root, words, find) {
    this.words = words;
    this.find = find;
    this.$tiles = part($root, "[data-figures]");
    this.$advice = part($root, "[data-advice]");
    this.$adviceText = part($root, "[data-advice-text]");
    this.$follow = part($root, "[data-action=follow]");
    this.$warnings = part($root, "[data-warnings]");
    this.$working = part($root, "[data-working]");
  }

  /** @param {Assessment} assessment @param {Warning[]} warnings @param {boolean} followed whether the advice is what is being written */
  show(assessment, warnings, followed) {
    const key = JSON.stringify([assessment, warnings, followed]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#tiles(assessment);
    this.#advice(assessment.next, followed);
    this.$warnings.replaceChildren(...warnings.map((one) => this.#warning(one)));
    this.$warnings.hidden = !warnings.length;
    part(this.$working, ".desk-scroll").replaceChildren(...working(assessment.claims, this.words));
    this.$working.hidden = false;
  }

  clear() {
    this.#shown = "";
    for (const $box of [this.$tiles, this.$warnings]) $box.replaceChildren();
    part(this.$working, ".desk-scroll").replaceChildren();
    for (const $box of [this.$tiles, this.$advice, this.$warnings, this.$working]) $box.hidden = true;
  }

  /** @param {Assessment} assessment */
  #tiles({ claims, totals }) {
    const { words } = this;
    const alive = claims.filter((one) => /[1-9]/.test(one.open));
    const oldest = [...(alive.length ? alive : claims)].sort((a, b) => b.days_overdue - a.days_overdue)[0];
    const first = [...(alive.length ? alive : claims)].sort((a, b) => a.limitation.last_day.localeCompare(b.limitation.last_day))[0];
    const basis = claims[0].interest.basis;
    const asked = basis !== "none";
    const provisional = asked && claims.some((one) => one.interest.provisional) ? ` · ${words.say("provisional")}` : "";
    this.$tiles.replaceChildren(
      tile(words.say("open"), totals.map((one) => words.money(one.open, one.currency)), alive.length > 1 ? words.say("invoices", { count: alive.length }) : ""),
      tile(
        words.say("overdue"),
        [oldest.days_overdue ? words.say("days", { count: oldest.days_overdue }) : words.say("not_due")],
        oldest.days_overdue ? words.label("bucket", oldest.bucket) : words.day(oldest.due_date),
      ),
      tile(
        words.say("interest"),
        asked ? totals.map((one) => words.money(one.interest, one.currency)) : [words.say("no_interest")],
        asked ? words.label("basis", basis) + provisional : "",
      ),
      tile(words.say("limitation"), [words.day(first.limitation.last_day)], this.#limit(first.limitation), first.limitation.status),
    );
    this.$tiles.hidden = false;
  }

  /** @param {Limitation} limit */
  #limit({ status, provisional, restarted_by: event, counted_from: from }) {
    const { words } = this;
    const start = event ? words.say("restarted", { type: words.label("event", event.type) }) : "";
    const notes = [status === "running" ? "" : words.label("status", status), start || words.say("counted_from", { date: words.day(from) })];
    if (provisional) notes.push(words.say("provisional"));
    return notes.filter(Boolean).join(" · ");
  }

  /** @param {Record<string, string>} next @param {boolean} followed */
  #advice(next, followed) {
    const { words } = this;
    const places = { document: next.document_title, channel: words.label("channel", next.channel), on: words.day(next.on) };
    this.$adviceText.replaceChildren(element("strong", {}, words.say("advised", places)), element("span", {}, next.reason));
    this.$follow.hidden = followed;
    this.$advice.hidden = false;
  }

  /** @param {Warning} warning */
  #warning({ severity, field, text, page, law }) {
    const { words } = this;
    const $warning = element("p", { class: `desk-warning desk-warning-${severity}` }, element("strong", {}, words.label("severity", severity)), ` ${text} `);
    const $target = this.find(field);
    if ($target) {
      const $go = element("button", { type: "button", class: "desk-link" }, words.say("go_to"));
      $go.addEventListener("click", () => reach($target));
      $warning.append($go, " ");
    }
    if (page && page !== "letter/") $warning.append(element("a", { href: `../${page}` }, words.say("read_more")), " ");
    if (law) $warning.append(element("a", { href: `../reference/law/#${law}` }, words.label("law", law)));
    return $warning;
  }
}

/** @param {string} label @param {string[]} values @param {string} note @param {string} [status] */
function tile(label, values, note, status = "") {
  const $values = values.map((value) => element("span", { class: "desk-figure" }, value));
  const $tile = element("div", { class: "desk-tile" }, element("span", { class: "desk-tile-label" }, label), ...$values);
  if (note) $tile.append(element("span", { class: "desk-tile-note" }, note));
  if (status) $tile.dataset.limit = status;
  return $tile;
}

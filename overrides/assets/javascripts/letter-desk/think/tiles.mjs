// @ts-check
// The four figures at a glance: open, overdue, interest, last day of limitation.

import { element } from "../element.mjs";

/** @typedef {import("../figures.mjs").Assessment} Assessment */
/** @typedef {import("../figures.mjs").Claim} Claim */
/** @typedef {import("../figures.mjs").Limitation} Limitation */
/** @typedef {import("../words.mjs").Words} Words */

/** @param {Assessment} assessment @param {Claim[]} alive the open claims @param {Words} words @returns {HTMLElement[]} */
export function tiles({ claims, totals }, alive, words) {
  const shown = alive.length ? alive : claims;
  const oldest = shown.reduce((a, b) => (b.days_overdue > a.days_overdue ? b : a));
  const { limitation } = shown.reduce((a, b) => (b.limitation.last_day < a.limitation.last_day ? b : a));
  const late = oldest.days_overdue;
  return [
    tile(words.say("open"), totals.map((one) => words.money(one.open, one.currency)), alive.length > 1 ? words.say("invoices", { count: alive.length }) : ""),
    tile(
      words.say("overdue"),
      [late ? words.say("days", { count: late }) : words.say("not_due")],
      late ? words.label("bucket", oldest.bucket) : words.day(oldest.due_date),
    ),
    interest({ claims, totals }, words),
    tile(words.say("limitation"), [words.day(limitation.last_day)], limit(limitation, words), limitation.status),
  ];
}

/** @param {Pick<Assessment, "claims"|"totals">} assessment @param {Words} words */
function interest({ claims, totals }, words) {
  const { basis } = claims[0].interest;
  if (basis === "none") return tile(words.say("interest"), [words.say("no_interest")], "");
  const provisional = claims.some((one) => one.interest.provisional) ? ` · ${words.say("provisional")}` : "";
  const sums = totals.map((one) => words.money(one.interest, one.currency));
  return tile(words.say("interest"), sums, words.label("basis", basis) + provisional);
}

/** @param {Limitation} limitation @param {Words} words */
function limit({ status, provisional, restarted_by: event, counted_from: from }, words) {
  const start = event ? words.say("restarted", { type: words.label("event", event.type) }) : "";
  const notes = [status === "running" ? "" : words.label("status", status), start || words.say("counted_from", { date: words.day(from) })];
  if (provisional) notes.push(words.say("provisional"));
  return notes.filter(Boolean).join(" · ");
}

/** @param {string} label @param {string[]} values @param {string} note @param {string} [status] */
function tile(label, values, note, status = "") {
  const $values = values.map((value) => element("span", { class: "desk-figure" }, value));
  const $tile = element("div", { class: "desk-tile" }, element("span", { class: "desk-tile-label" }, label), ...$values);
  if (note) $tile.append(element("span", { class: "desk-tile-note" }, note));
  if (status) $tile.dataset.limit = status;
  return $tile;
}

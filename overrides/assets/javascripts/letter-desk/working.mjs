// @ts-check
// How the figures come about: a line for each claim, and each claim's interest stretch by stretch.

import { element } from "./element.mjs";

/** @typedef {import("./figures.mjs").Claim} Claim */
/** @typedef {import("./words.mjs").Words} Words */

/** @param {Claim[]} claims @param {Words} words @returns {HTMLElement[]} */
export function working(claims, words) {
  const bearing = claims.filter((one) => one.interest.segments.length);
  return [overview(claims, words), ...bearing.flatMap((one) => [stretches(one, words), grounds(one.interest.law, words)])];
}

/** @param {Claim[]} claims @param {Words} words */
function overview(claims, words) {
  const heads = ["claim", "open", "overdue", "interest", "limitation", "ground"].map((key) => words.say(key));
  const rows = claims.map((one) => [
    one.number,
    words.money(one.open, one.currency),
    one.days_overdue ? words.say("days", { count: one.days_overdue }) : words.say("not_due"),
    one.interest.basis === "none" ? words.say("no_interest") : words.money(one.interest.total, one.currency),
    words.day(one.limitation.last_day),
    one.limitation.law.map((id) => words.label("law", id)).join(" · "),
  ]);
  return table("desk-overview", words.say("by_claim"), heads, rows);
}

/** @param {Claim} claim @param {Words} words */
function stretches({ number, currency, interest }, words) {
  const heads = ["from", "to", "day_count", "principal", "rate", "amount"].map((key) => words.say(key));
  const rows = interest.segments.map((one) => [
    words.day(one.from),
    words.day(one.to),
    String(one.days),
    words.money(one.principal, currency),
    `${one.percent_per_year}%`,
    words.money(cents(one.amount), currency),
  ]);
  const sum = (/** @type {string} */ label, /** @type {string|null} */ amount) =>
    amount === null || rows.push([words.say(label), "", "", "", "", words.money(amount, currency)]);
  sum("think_before_cap", interest.before_cap);
  sum(interest.before_cap === null ? "total" : "think_capped", interest.total);
  sum("think_fixed_sum", interest.fixed_sum);
  return table("desk-sums", words.say("interest_of", { number, basis: words.label("basis", interest.basis) }), heads, rows);
}

/** The rules that the interest rests on. @param {string[]} law @param {Words} words */
function grounds(law, words) {
  const links = law.map((id) => element("a", { href: `../reference/law/#${id}` }, words.label("law", id)));
  return element("p", { class: "desk-grounds" }, words.say("think_grounds"), ...links);
}

/** A stretch is exact to many places and rounded only in the total; four are enough to follow the sum. @param {string} amount */
const cents = (amount) => amount.replace(/(\.\d{4})\d+$/, "$1");

/** @param {string} name @param {string} caption @param {string[]} heads @param {string[][]} rows */
function table(name, caption, heads, rows) {
  const line = (/** @type {string} */ tag, /** @type {string[]} */ cells) =>
    element("tr", {}, ...cells.map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, cell)));
  return element(
    "table",
    { class: name },
    element("caption", {}, caption),
    element("thead", {}, line("th", heads)),
    element("tbody", {}, ...rows.map((cells) => line("td", cells))),
  );
}

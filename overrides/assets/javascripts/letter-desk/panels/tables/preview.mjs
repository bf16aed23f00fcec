// @ts-check
// What was understood of a table: columns, what was left out, what is doubtful, whether the sums agree.

import { element } from "../../element.mjs";

/** @typedef {import("../../lists.mjs").List} List */
/** @typedef {import("../../lists.mjs").Meant} Meant */
/** @typedef {{change: (more: Meant) => void, use: () => void, back: () => void}} Acts */
/** @typedef {import("../../words.mjs").Words} Words */

const CURRENCIES = ["CNY", "USD", "EUR", "GBP", "HKD", "JPY", "AUD", "CAD"];
const DELIMITERS = { ",": "tables_comma", ";": "tables_semicolon", "\t": "tables_tab", "|": "tables_bar" };
/** Where the engine names an option of the command line, the page names the field above. @type {Record<string, string>} */
const OURS = {
  "cell-day-or-month": "tables_say_day", "no-due-date-column": "tables_say_no_due",
  "row-without-due-date": "tables_say_row_due", "currency-assumed": "tables_say_currency",
};
const UNDATED = ["no-due-date-column", "row-without-due-date"];

/** @param {List} found @param {Meant} meant @param {Words} words @param {Acts} acts @returns {HTMLElement[]} */
export function preview(found, meant, words, acts) {
  const { name, debtors, claims, unread, left_out: lost, unknown, problems, warnings, held } = found;
  const made = [
    element("h2", { class: "desk-title" }, words.say("tables_check", { name })),
    element("p", { class: "desk-hint" }, form(found, words)),
    element("p", { class: "tables-found" }, words.say("tables_found", { debtors, claims })),
  ];
  if (unread || lost) made.push(element("p", { class: "tables-lost" }, words.say("tables_lost", { unread, left_out: lost })));
  made.push(...questions(found, meant, words, acts), ...columns(found, words));
  if (unknown.length) made.push(element("p", { class: "desk-hint" }, words.say("tables_unknown", { columns: unknown.map((one) => `${one.column} ${one.header}`).join(" · ") })));
  made.push(...remarks("tables_problems", problems, words, "desk-warning-red"), ...remarks("tables_barred", held, words, "desk-warning-red"));
  made.push(...remarks("tables_doubts", warnings, words, ""), element("p", { class: "desk-hint" }, sums(found.sums, words)));
  const $back = button(words.say("tables_back"), "desk-button", acts.back);
  const $use = button(words.say("tables_use", { debtors, claims }), "desk-button desk-button-main", acts.use);
  return [...made, element("div", { class: "desk-bar" }, ...(debtors ? [$use, $back] : [$back]))];
}

/** @param {List} found @param {Words} words */
function form({ kind, sheets, encoding, delimiter }, words) {
  if (kind === "xlsx") return words.say("tables_book", { sheets: sheets.join(" · ") });
  const sign = /** @type {Record<string, string>} */ (DELIMITERS)[delimiter] ?? "tables_other";
  return words.say("tables_text", { encoding: encoding.toUpperCase(), delimiter: words.say(sign) });
}

/** What the table leaves open and the user can say at once. @param {List} found @param {Meant} meant @param {Words} words @param {Acts} acts */
function questions({ problems, warnings }, meant, words, { change }) {
  const codes = new Set([...problems, ...warnings].map((one) => one.code));
  const made = [];
  if (codes.has("cell-day-or-month") || meant.day_order) {
    const choices = { "": words.say("tables_day_open"), dmy: words.say("tables_dmy"), mdy: words.say("tables_mdy") };
    made.push(choice(words.say("tables_day_order"), choices, meant.day_order ?? "", (order) => change({ day_order: order === "dmy" ? "dmy" : "mdy" })));
  }
  if (UNDATED.some((code) => codes.has(code)) || meant.terms_days !== undefined) {
    const $days = element("input", { type: "text", inputmode: "numeric", form: "tables-form", autocomplete: "off", maxlength: "4", value: String(meant.terms_days ?? "") });
    $days.addEventListener("change", () => /^\d{1,4}$/.test(valueOf($days)) && change({ terms_days: Number(valueOf($days)) }));
    $days.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), $days.blur())); // nothing is sent
    made.push(element("label", { class: "tables-question" }, words.say("tables_terms"), $days));
  }
  if (codes.has("currency-assumed") || meant.currency) {
    const choices = Object.fromEntries(CURRENCIES.map((code) => [code, code]));
    made.push(choice(words.say("tables_currency"), choices, meant.currency ?? CURRENCIES[0], (currency) => change({ currency })));
  }
  return made;
}

/** @param {string} label @param {Record<string, string>} choices @param {string} chosen @param {(value: string) => void} change */
function choice(label, choices, chosen, change) {
  const options = Object.entries(choices).map(([value, text]) => element("option", { value, ...(value === chosen ? { selected: "" } : {}) }, text));
  const $select = element("select", { form: "tables-form", autocomplete: "off" }, ...options);
  $select.addEventListener("change", () => valueOf($select) && change(valueOf($select)));
  return element("label", { class: "tables-question" }, label, $select);
}

/** @param {HTMLElement} $control */
const valueOf = ($control) => /** @type {HTMLInputElement} */ ($control).value.trim();

/** @param {List} found @param {Words} words */
function columns({ columns: known, rows, sheets }, words) {
  if (!known.length) return [];
  const heads = ["tables_column", "tables_heading", "tables_meaning", "tables_sample"].map((key) => element("th", { scope: "col" }, words.say(key)));
  const several = sheets.length > 1;
  const lines = known.map((one) => {
    const label = one.label ?? "";
    const meaning = one.exponent ? words.say("tables_unit", { label, exponent: one.exponent }) : label;
    const cells = [several ? `${one.sheet}!${one.column}` : one.column, one.header, one.currency ? `${meaning} ${one.currency}` : meaning, rows[0]?.[one.field ?? ""] ?? ""];
    return element("tr", {}, ...cells.map((cell) => element("td", {}, String(cell))));
  });
  const $table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines));
  const title = words.say("tables_columns", { count: known.length });
  return [element("h3", { class: "desk-title" }, title), element("div", { class: "desk-scroll tables-columns", tabindex: "0", role: "region", "aria-label": title }, $table)];
}

/** @param {string} key @param {import("../../lists.mjs").Told[]} found @param {Words} words @param {string} tone */
function remarks(key, found, words, tone) {
  if (!found.length) return [];
  const title = words.say(key, { count: found.length });
  const said = (/** @type {string} */ code, /** @type {string} */ text) => (code in OURS ? words.say(OURS[code]) : text);
  const lines = found.map(({ path, code, text }) => element("li", {}, element("b", {}, path), ` ${said(code, text)}`));
  const $list = element("ul", { tabindex: "0", role: "list", "aria-label": title }, ...lines);
  return [element("div", { class: `desk-warning tables-remarks ${tone}` }, element("h3", { class: "desk-title" }, title), $list)];
}

/** @param {List["sums"]} sums @param {Words} words */
function sums({ rows, differing, totals, duplicates }, words) {
  const wrong = totals.filter((one) => !one.ok).length;
  return words.say(rows || totals.length ? "tables_sums" : "tables_no_sums", { rows, differing, totals: totals.length, wrong, duplicates });
}

/** @param {string} text @param {string} classes @param {() => void} act */
function button(text, classes, act) {
  const $button = element("button", { type: "button", class: classes }, text);
  $button.addEventListener("click", act);
  return $button;
}

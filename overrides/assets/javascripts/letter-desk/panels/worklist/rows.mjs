// @ts-check
// The rows of one page of the worklist: one debtor each, reached with the arrow keys.

import { element } from "../../element.mjs";
import { sums } from "./sums.mjs";

/** @typedef {import("../../lists.mjs").Task} Task */
/** @typedef {{open: (place: number) => void, mark: (place: number, done: boolean) => void, over: (forward: boolean) => void}} Acts */

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity });
const PARTS = ".worklist-name, .worklist-tick";

export class Rows {
  /** @param {HTMLElement} $list @param {import("../../words.mjs").Words} words @param {Acts} acts @param {AbortSignal} signal */
  constructor($list, words, acts, signal) {
    this.$list = $list;
    this.words = words;
    this.acts = acts;
    $list.addEventListener("click", (event) => this.#clicked(event), { signal });
    $list.addEventListener("change", (event) => this.#ticked(event), { signal });
    $list.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  /** @param {Task[]} tasks @param {number} first number of the first @param {{at: number, done: Set<number>}} list @param {string} day */
  show(tasks, first, list, day) {
    this.$list.setAttribute("start", String(first + 1));
    this.$list.replaceChildren(...tasks.map((task, index) => this.#row(task, first + index + 1, list, day)));
    this.#current(this.$list.querySelector("[aria-current]")?.closest("li") ?? this.$list.firstElementChild);
  }

  /** @param {"first"|"last"} which */
  focus(which) {
    const $row = which === "first" ? this.$list.firstElementChild : this.$list.lastElementChild;
    this.#current($row);
    /** @type {HTMLElement|null|undefined} */ ($row?.querySelector(PARTS))?.focus();
  }

  /** @param {Task} task @param {number} number @param {{at: number, done: Set<number>}} list @param {string} day */
  #row(task, number, list, day) {
    const { words } = this;
    const id = `worklist-${task.case}`;
    const on = task.on <= day ? words.say("worklist_today") : words.day(task.on);
    const next = words.say("worklist_next", { document: task.document_title, channel: words.label("channel", task.channel), on });
    const $name = element("button", { type: "button", class: "worklist-name", tabindex: "-1", "aria-describedby": id }, task.debtor);
    if (task.case === list.at) $name.setAttribute("aria-current", "true");
    const $tick = element("input", { type: "checkbox", class: "worklist-tick", tabindex: "-1", autocomplete: "off", "aria-label": words.say("worklist_mark", { debtor: task.debtor }) });
    /** @type {HTMLInputElement} */ ($tick).checked = list.done.has(task.case);
    const $row = element("li", { class: "worklist-row", "data-case": String(task.case) },
      element("span", { class: "worklist-place", "aria-hidden": "true" }, String(number)),
      element("div", { class: "worklist-who" }, $name, element("span", { class: "worklist-why" }, task.reason)),
      this.#money(task),
      element("div", { class: "worklist-next", id }, element("span", {}, next), ...this.#flags(task)),
      element("label", { class: "worklist-done" }, $tick, element("span", { "aria-hidden": "true" }, words.say("worklist_done"))));
    return $row;
  }

  /** @param {Task} task */
  #money({ open, days_overdue: days }) {
    const { words } = this;
    const amounts = sums(open).map((one) => element("b", {}, words.money(one.amount, one.currency)));
    return element("div", { class: "worklist-open" }, ...amounts, element("span", {}, days > 0 ? words.say("worklist_overdue", { count: days }) : words.say("worklist_due")));
  }

  /** @param {Task} task */
  #flags({ red, amber, limitation: limit }) {
    const { words } = this;
    const flag = (/** @type {string} */ tone, /** @type {string} */ text) => element("span", { class: `worklist-flag worklist-flag-${tone}` }, text);
    const made = [];
    if (red) made.push(flag("red", words.say("worklist_red", { count: red })));
    if (amber) made.push(flag("amber", words.say("worklist_amber", { count: amber })));
    if (limit?.status === "expired") made.push(flag("red", words.say("worklist_expired", { on: words.day(limit.last_day) })));
    else if (limit?.status === "near") made.push(flag("amber", words.say("worklist_limit", { on: words.day(limit.last_day) })));
    return made.length ? [element("span", { class: "worklist-flags" }, ...made)] : [];
  }

  /** @param {Event} event */
  #clicked({ target }) {
    const $target = /** @type {Element} */ (target);
    const $row = $target.closest("li");
    if (!$row || $target.closest(".worklist-done")) return;
    this.#current($row);
    this.acts.open(Number($row.dataset.case));
  }

  /** @param {Event} event */
  #ticked({ target }) {
    const $tick = /** @type {HTMLInputElement} */ (target);
    this.acts.mark(Number($tick.closest("li")?.dataset.case), $tick.checked);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const $from = /** @type {HTMLElement} */ (event.target);
    const rows = [...this.$list.children];
    const here = rows.indexOf(/** @type {Element} */ ($from.closest("li")));
    const parts = /** @type {HTMLElement[]} */ ([...(rows[here]?.querySelectorAll(PARTS) ?? [])]);
    const step = STEPS[event.key];
    const sideways = { ArrowRight: parts.at(-1), ArrowLeft: parts[0] }[event.key];
    if (here < 0 || !(step || sideways)) return;
    event.preventDefault();
    if (sideways) return sideways.focus();
    if (Math.abs(step) === 1 && !rows[here + step]) return void this.acts.over(step > 0);
    const $row = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
    this.#current($row);
    /** @type {HTMLElement} */ ($row.querySelectorAll(PARTS)[parts.indexOf($from)]).focus();
  }

  /** One row is in the way of Tab, not all. @param {Element|null} $row */
  #current($row) {
    for (const $part of this.$list.querySelectorAll("[tabindex='0']")) $part.setAttribute("tabindex", "-1");
    for (const $part of $row?.querySelectorAll(PARTS) ?? []) $part.setAttribute("tabindex", "0");
  }
}

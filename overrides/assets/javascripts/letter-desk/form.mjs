// @ts-check
// The form as the user works it: rows come and go, days are picked, what was typed is tidied when a field is left.

import { require, reveal } from "./conditions.mjs";
import { part } from "./element.mjs";
import { controls, isBlank, locate, read, valueOf } from "./reading.mjs";
import { addRow, removeRow, rowsOf, setRows } from "./rows.mjs";
import { today } from "./tidy.mjs";

/** @typedef {import("./reading.mjs").Control} Control */
/** @typedef {import("./reading.mjs").Reading} Reading */

export class Form {
  /** @type {Set<string>} names of inputs that were left after a change */ touched = new Set();

  /**
   * @param {HTMLFormElement} $form
   * @param {import("./words.mjs").Words} words
   * @param {{changed: () => void, said: (text: string) => void}} tell
   */
  constructor($form, words, tell) {
    this.$form = $form;
    this.words = words;
    this.tell = tell;
    this.#date();
  }

  /** @returns {Reading} */
  read() {
    reveal(this.$form);
    require(this.$form);
    return read(this.$form);
  }

  /** @param {string} name @returns {Control|undefined} */
  control(name) {
    return controls(this.$form).find(($one) => $one.name === name);
  }

  /** The input, or the rows, that a problem speaks of. @param {string} path @param {Reading} reading @returns {HTMLElement|null} */
  target(path, reading) {
    const name = locate(path, reading.names);
    const $rows = document.getElementById(`desk.${name}`);
    return this.control(name) ?? $rows ?? controls(this.$form).find(($one) => $one.name.startsWith(`${name}.`)) ?? null;
  }

  /** Whether nothing stands there yet, so that it is still to come rather than wrong. @param {HTMLElement} $target */
  isOpen($target) {
    const inside = controls(this.$form).filter(($one) => $one === $target || $target.contains($one));
    return inside.every(isBlank);
  }

  /** @param {any} value a case; what it does not name is emptied */
  fill(value) {
    this.clear();
    const leaves = spread(value);
    const byName = new Map(controls(this.$form).map(($one) => [$one.name, $one]));
    for (const [path, leaf] of leaves) {
      const $control = byName.get(path);
      if ($control instanceof HTMLInputElement && $control.type === "checkbox") $control.checked = leaf === true;
      else if ($control) $control.value = String(leaf);
    }
  }

  clear() {
    this.touched.clear();
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.$form.querySelectorAll("[data-rows]"));
    for (const $rows of all) setRows($rows, 1);
    this.$form.reset();
    reveal(this.$form);
    this.#date();
  }

  /** A field was left after a change. @param {Control} $control */
  left($control) {
    const value = valueOf($control);
    if (typeof value === "string" && $control.value !== value && value) $control.value = value;
    this.touched.add($control.name);
  }

  /** @param {HTMLElement} $button */
  add($button) {
    const $rows = /** @type {HTMLElement} */ ($button.closest("[data-rows]"));
    const $row = addRow($rows);
    /** @type {HTMLElement|null} */ ($row.querySelector("input, select, textarea"))?.focus();
    this.tell.said(this.words.say("added", { label: $rows.dataset.label ?? "", number: rowsOf($rows).length }));
  }

  /** @param {HTMLElement} $button */
  remove($button) {
    const $row = /** @type {HTMLElement} */ ($button.closest("[data-row]"));
    const number = rowsOf(/** @type {HTMLElement} */ ($row.parentElement)).indexOf($row) + 1;
    const $rows = removeRow($row);
    this.touched.clear(); // names have moved
    part($rows, ":scope > [data-action=add-row]").focus();
    this.tell.changed();
    this.tell.said(this.words.say("removed", { label: $rows.dataset.label ?? "", number }));
  }

  /** Open the browser's calendar for a day that is typed as text. @param {HTMLElement} $button */
  pick($button) {
    const $day = /** @type {HTMLInputElement} */ (part(/** @type {HTMLElement} */ ($button.parentElement), "[name]"));
    const $picker = /** @type {HTMLInputElement} */ ($button.nextElementSibling);
    $picker.value = String(valueOf($day));
    $picker.onchange = () => {
      $day.value = $picker.value;
      for (const type of ["input", "change"]) $day.dispatchEvent(new Event(type, { bubbles: true }));
      $day.focus();
    };
    try { $picker.showPicker(); } catch { $day.focus(); } // not offered by this browser: the day can be typed
  }

  /** Unless a day was given, texts are written for today. */
  #date() {
    const $asOf = this.control("as_of");
    if ($asOf && !$asOf.value) $asOf.value = today();
  }
}

/**
 * The leaves of a case by their paths; where it has lists, rows are made to hold them.
 * @param {any} value @param {string} [path] @returns {[string, unknown][]}
 */
function spread(value, path = "") {
  if (value === null || typeof value !== "object") return [[path, value]];
  const $rows = Array.isArray(value) && document.getElementById(`desk.${path}`);
  if ($rows) setRows($rows, value.length);
  return Object.entries(value).flatMap(([key, inner]) => spread(inner, path + (path && ".") + key));
}

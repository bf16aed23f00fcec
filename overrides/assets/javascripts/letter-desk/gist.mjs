// @ts-check
// A list of many entries, each told in one line and folded away; one opens it to read on or to change it.

import { counts } from "./conditions.mjs";
import { controls, isBlank } from "./reading.mjs";
import { rowsOf } from "./rows.mjs";

/** @param {HTMLElement} $rows @returns {HTMLDetailsElement[]} */
const folds = ($rows) => rowsOf($rows).flatMap(($row) => [.../** @type {NodeListOf<HTMLDetailsElement>} */ ($row.querySelectorAll(":scope > details"))]);

/**
 * Say each entry in its line: day, kind, what was said.
 * @param {HTMLFormElement} $form @param {HTMLElement} $rows @param {import("./words.mjs").Words} words
 */
export function tell($form, $rows, words) {
  const all = controls($form).filter(($one) => counts($one) && !isBlank($one));
  for (const $fold of folds($rows)) {
    const $gist = /** @type {HTMLElement} */ ($fold.querySelector("summary"));
    const text = all.filter(($one) => $fold.contains($one)).map(($one) => said($one, words)).filter(Boolean).join(" · ") || ($rows.dataset.label ?? "");
    if ($gist.textContent !== text) $gist.textContent = text;
  }
}

/** Fold away all but the entries that have nothing in them; a single one stays open. @param {HTMLElement} $rows */
export function fold($rows) {
  const all = folds($rows);
  for (const $fold of all) $fold.open = all.length < 2 || $fold.querySelector("summary")?.textContent === $rows.dataset.label;
}

/** @param {import("./reading.mjs").Control} $control @param {import("./words.mjs").Words} words */
function said($control, words) {
  if ($control instanceof HTMLSelectElement) return $control.selectedOptions[0]?.text ?? "";
  return $control.type === "checkbox" ? "" : words.label("channel", $control.value.trim());
}

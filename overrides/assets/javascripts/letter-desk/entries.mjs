// @ts-check
// An entry put into a list of the form by the page, where the user can see and change it.

import { controls, isBlank } from "./reading.mjs";
import { addRow, rowsOf } from "./rows.mjs";

/** @param {HTMLFormElement} $form @param {string} path of the list, such as events @param {Record<string, string>} values by name */
export function enter($form, path, values) {
  const $rows = /** @type {HTMLElement} */ (document.getElementById(`desk.${path}`));
  const last = rowsOf($rows).length - 1;
  const inside = (/** @type {number} */ index) => controls($form).filter(($one) => $one.name.startsWith(`${path}.${index}.`));
  const free = last >= 0 && inside(last).every(isBlank) ? last : last + 1;
  if (free > last) addRow($rows);
  for (const $control of inside(free)) {
    const value = values[$control.name.slice(`${path}.${free}.`.length)];
    if (value !== undefined) $control.value = value;
  }
}

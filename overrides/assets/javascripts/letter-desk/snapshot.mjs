// @ts-check
// The form as it stands, row for row and sign for sign, also what is no valid value yet.

import { setRows } from "./rows.mjs";

/** @typedef {import("./reading.mjs").Control} Control */
/** @typedef {{rows: [string, number][], values: [string, string|boolean][]}} Snapshot */

/** @param {Control} $control */
const isTick = ($control) => $control instanceof HTMLInputElement && $control.type === "checkbox";

/** @param {HTMLFormElement} $form @returns {Snapshot} */
export function taken($form) {
  const all = /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-rows]")); // outer rows before inner ones
  const controls = /** @type {Control[]} */ ([...$form.elements]).filter(($one) => $one.id && $one.name && $one.name !== "document");
  return {
    rows: [...all].map(($rows) => [$rows.id, $rows.querySelectorAll(":scope > [data-row]").length]),
    values: controls.map(($one) => [$one.id, isTick($one) ? /** @type {HTMLInputElement} */ ($one).checked : $one.value]),
  };
}

/** Put it back into a form that has been cleared. @param {Snapshot} snapshot */
export function restore({ rows, values }) {
  for (const [id, count] of rows) setRows(/** @type {HTMLElement} */ (document.getElementById(id)), count);
  for (const [id, value] of values) {
    const $control = /** @type {Control|null} */ (document.getElementById(id));
    if (typeof value === "boolean") /** @type {HTMLInputElement} */ ($control).checked = value;
    else if ($control) $control.value = value;
  }
}

// @ts-check
// Rows that can be added and removed. A row's inputs are named by its place, so places are kept without gaps.

import { part } from "./element.mjs";

const NAMED = ["id", "name", "for", "list", "aria-describedby", "data-field", "data-when", "data-rows", "data-row"];

/** @param {HTMLElement} $rows @returns {HTMLElement[]} */
export const rowsOf = ($rows) => /** @type {HTMLElement[]} */ ([...$rows.children].filter(($child) => $child.matches("[data-row]")));

/** @param {HTMLElement} $rows @returns {HTMLElement} the new row, at the end */
export function addRow($rows) {
  const $template = /** @type {HTMLTemplateElement} */ ([...$rows.children].find(($child) => $child.matches("template")));
  const $content = /** @type {DocumentFragment} */ ($template.content.cloneNode(true));
  const $row = part($content, "[data-row]");
  const path = $rows.dataset.rows ?? "";
  const index = rowsOf($rows).length;
  rename($content, `${path}.#.`, `${path}.${index}.`);
  number($row, index);
  $template.before($content);
  return $row;
}

/** Remove a row; the last one is replaced by an empty one. @param {HTMLElement} $row @returns {HTMLElement} its rows */
export function removeRow($row) {
  const $rows = /** @type {HTMLElement} */ ($row.parentElement);
  const path = $rows.dataset.rows ?? "";
  const late = rowsOf($rows).slice(rowsOf($rows).indexOf($row) + 1);
  $row.remove();
  for (const $next of late) {
    const index = rowsOf($rows).indexOf($next);
    rename($next, `${path}.${index + 1}.`, `${path}.${index}.`);
    number($next, index);
  }
  if (!rowsOf($rows).length) addRow($rows);
  return $rows;
}

/** Make it this many rows, at least one. @param {HTMLElement} $rows @param {number} count */
export function setRows($rows, count) {
  while (rowsOf($rows).length > Math.max(count, 1)) rowsOf($rows).at(-1)?.remove();
  while (rowsOf($rows).length < count) addRow($rows);
}

/** @param {HTMLElement} $row @param {number} index */
function number($row, index) {
  const $legend = $row.querySelector(":scope > legend [data-number]");
  const $button = $row.querySelector(":scope > [data-action=remove-row] [data-number]");
  for (const $place of [$legend, $button]) if ($place) $place.textContent = String(index + 1);
}

/** @param {Element|DocumentFragment} $root @param {string} from @param {string} to */
function rename($root, from, to) {
  const inside = [...$root.querySelectorAll("*")];
  for (const $one of $root instanceof Element ? [$root, ...inside] : inside) {
    for (const name of NAMED) {
      const value = $one.getAttribute(name);
      if (value?.includes(from)) $one.setAttribute(name, value.replaceAll(from, to));
    }
    if ($one instanceof HTMLTemplateElement) rename($one.content, from, to);
  }
}

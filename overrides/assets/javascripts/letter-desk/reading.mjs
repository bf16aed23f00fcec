// @ts-check
// From the form to a case: empty inputs and untouched rows are left out, and every path leads back to its input.

import { counts } from "./conditions.mjs";
import { tidyAmount, tidyDay } from "./tidy.mjs";

/** @typedef {HTMLInputElement|HTMLSelectElement|HTMLTextAreaElement} Control */
/** @typedef {{$control?: Control, parts: Map<string, Branch>}} Branch */
/** @typedef {{least: Map<string, number>, kept: Set<string>, names: Map<string, string>}} Plan */
/** @typedef {{value: Record<string, any>, names: Map<string, string>, untouched: boolean}} Reading */

const BESIDE = new Set(["as_of", "language", "tone"]); // set from the start, so they say nothing of whether one has begun

/** @param {HTMLFormElement} $form @returns {Control[]} the inputs that make up the case */
export function controls($form) {
  const all = /** @type {Control[]} */ ([...$form.elements]);
  return all.filter(($one) => $one.name && $one.name !== "document" && !$one.matches(":disabled"));
}

/** @param {HTMLFormElement} $form @returns {Reading} */
export function read($form) {
  const all = controls($form).filter(counts);
  /** @type {Branch} */ const root = { parts: new Map() };
  for (const $control of all) grow(root, $control);
  const plan = { least: new Map(), kept: new Set(), names: new Map() };
  for (const $rows of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-rows]")))
    plan.least.set($rows.dataset.rows, Number($rows.dataset.least));
  for (const $section of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-kept]")))
    for (const path of ($section.dataset.kept ?? "").split(" ")) plan.kept.add(path);
  const value = object(root, "", "", plan);
  return { value, names: plan.names, untouched: all.every(($one) => BESIDE.has($one.name) || isBlank($one)) };
}

/** Where in the form a problem lies. @param {string} path such as claims[0].amount @param {Map<string, string>} names @returns {string} */
export function locate(path, names) {
  let there = "";
  let here = "";
  for (const step of path.replace(/\[(\d+)\]/g, ".$1").split(".")) {
    there += (there && ".") + step;
    here = names.get(there) ?? here + (here && ".") + step;
  }
  return here;
}

/** Nothing was entered here by hand. @param {Control} $control @returns {boolean} */
export function isBlank($control) {
  if ($control instanceof HTMLInputElement && $control.type === "checkbox") return !$control.checked;
  return isEmpty($control) || $control.value === $control.dataset.default;
}

/** @param {Control} $control @returns {boolean} */
export const isEmpty = ($control) => $control.value.trim() === "";

/** @param {Control} $control @returns {any} the value as the case file has it */
export function valueOf($control) {
  const text = $control.value;
  if ($control instanceof HTMLInputElement && $control.type === "checkbox") return $control.checked;
  if ($control.dataset.type === "integer" && /^\d{1,6}$/.test(text.trim())) return Number(text);
  if ($control.dataset.widget === "date") return tidyDay(text);
  return $control.dataset.widget === "money" ? tidyAmount(text) : text;
}

/** @param {Branch} root @param {Control} $control */
function grow(root, $control) {
  let branch = root;
  for (const step of $control.name.split(".")) {
    if (!branch.parts.has(step)) branch.parts.set(step, { parts: new Map() });
    branch = /** @type {Branch} */ (branch.parts.get(step));
  }
  branch.$control = $control;
}

/** @param {Branch} branch @returns {boolean} */
function blank(branch) {
  return branch.$control ? isBlank(branch.$control) : [...branch.parts.values()].every(blank);
}

/** @param {Branch} branch @param {string} here path in the form @param {string} there path in the case @param {Plan} plan */
function object(branch, here, there, plan) {
  /** @type {Record<string, any>} */ const made = {};
  for (const [name, inner] of branch.parts) {
    const from = here + (here && ".") + name;
    const value = any(inner, from, there + (there && ".") + name, plan);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

/** @param {Branch} branch @param {string} here @param {string} there @param {Plan} plan @returns {any} */
function any(branch, here, there, plan) {
  if (branch.$control) return isEmpty(branch.$control) || valueOf(branch.$control) === false ? undefined : valueOf(branch.$control);
  if (plan.least.has(here)) return array(branch, here, there, plan);
  return blank(branch) && !plan.kept.has(here) ? undefined : object(branch, here, there, plan);
}

/** @param {Branch} branch @param {string} here @param {string} there @param {Plan} plan */
function array(branch, here, there, plan) {
  const least = plan.least.get(here) ?? 0;
  const kept = [...branch.parts].filter(([index, row]) => Number(index) < least || !blank(row));
  if (!kept.length) return undefined;
  return kept.map(([index, row], place) => {
    plan.names.set(`${there}.${place}`, `${here}.${index}`);
    return object(row, `${here}.${index}`, `${there}.${place}`, plan);
  });
}

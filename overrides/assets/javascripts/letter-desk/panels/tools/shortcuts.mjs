// @ts-check
// Keys of the desk. The theme has f, s, / (search), p, n, comma and full stop; browsers have most of what goes with Ctrl or
// Alt: so these are other letters, heard only where nothing is typed, and they can be switched off (WCAG 2.1.4).

import { undo } from "../../acts.mjs";
import { part, reach } from "../../element.mjs";

/** @typedef {import("../../desk.mjs").LetterDesk} LetterDesk */
/** @typedef {{list: () => void, project: () => void, single: () => boolean}} Tools */

const TYPED = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** @param {LetterDesk} desk @param {Tools} tools */
export function shortcuts(desk, tools) {
  const keys = single(desk, tools);
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) return;
    const $at = /** @type {Element|null} */ (event.target);
    const isTyped = Boolean($at?.closest?.(TYPED)) || document.querySelector("[data-md-toggle=search]:checked") !== null;
    const act = event.ctrlKey || event.metaKey ? combined(desk, event, isTyped) : !isTyped && tools.single() && keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { signal: desk.away, capture: true });
}

/** @param {LetterDesk} desk @param {KeyboardEvent} event @param {boolean} isTyped @returns {(() => unknown)|undefined} */
function combined(desk, { key, shiftKey, target }, isTyped) {
  if (key === "Enter" && desk.$root.contains(/** @type {Node} */ (target))) return () => write(desk);
  if (key.toLowerCase() === "z" && !shiftKey && !isTyped) return () => undo(desk);
  return undefined;
}

/** To the text, or to the list of what it still lacks. @param {LetterDesk} desk */
function write(desk) {
  desk.writing.check();
  const { $text } = desk.sheet;
  if (desk.sheet.letter && $text.dataset.current === "true") reach(part(desk.$root, "#desk-output"), "start");
}

/** @param {LetterDesk} desk @param {Tools} tools @returns {Record<string, () => unknown>} */
function single(desk, { list, project }) {
  const press = (/** @type {string} */ selector) => /** @type {HTMLElement|null} */ (desk.$root.querySelector(selector))?.click();
  const channels = desk.chooser.tabs.map(($tab, index) => [String(index + 1), () => $tab.click()]);
  return {
    ...Object.fromEntries(channels),
    e: () => press("[data-edit=start]:not([hidden])"),
    c: () => desk.sheet.letter && press("[data-action=copy]"),
    t: () => tone(desk),
    "[": () => level(desk, -1),
    "]": () => level(desk, 1),
    a: () => press("[data-action=follow]"),
    g: () => press("[data-action=jump]"),
    u: () => undo(desk) || desk.status.say(desk.words.say("tools_nothing")),
    w: project,
    "?": list,
  };
}

/** @param {LetterDesk} desk */
function tone(desk) {
  const $tone = /** @type {HTMLSelectElement} */ (desk.form.control("tone"));
  $tone.selectedIndex = ($tone.selectedIndex + 1) % $tone.length;
  for (const type of ["input", "change"]) $tone.dispatchEvent(new Event(type, { bubbles: true }));
  desk.status.say(desk.words.say("tools_tone", { tone: $tone.selectedOptions[0].text }));
}

/** @param {LetterDesk} desk @param {number} step up or down the rungs that stand on the page; from elsewhere to the advised */
function level(desk, step) {
  const rungs = /** @type {HTMLElement[]} */ ([...desk.$root.querySelectorAll("[data-rung]")]);
  const here = rungs.findIndex(($rung) => $rung.getAttribute("aria-pressed") === "true");
  const advised = rungs.findIndex(($rung) => $rung.matches(".desk-rung-advised"));
  const there = here < 0 ? advised : here + step;
  rungs[Math.min(Math.max(there, 0), rungs.length - 1)]?.click();
}

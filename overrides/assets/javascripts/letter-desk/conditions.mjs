// @ts-check
// Fields that have a meaning only where another field says so: a promised day for a promise, a multiplier for the LPR.
// Which, says the case schema (x-when). A field without meaning is out of sight and no part of the case; what was typed
// stays in it, so that going back finds it again.

import { part } from "./element.mjs";

/** Show and hide by what is chosen now. @param {HTMLFormElement} $form */
export function reveal($form) {
  for (const $field of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-when]"))) {
    const $decides = $form.elements.namedItem($field.dataset.when ?? "");
    const chosen = $decides && "value" in $decides ? $decides.value : "";
    $field.hidden = !($field.dataset.values ?? "").split(" ").includes(chosen);
  }
}

/** Mark what a document cannot be written without, as far as the fields beside it say so. @param {HTMLFormElement} $form */
export function require($form) {
  for (const $field of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("fieldset:enabled > .desk-grid > [data-asked]"))) {
    const asked = JSON.parse($field.dataset.asked ?? "");
    const holds = (/** @type {[string, string[]]} */ [name, values]) => {
      const $decides = /** @type {import("./reading.mjs").Control|null} */ ($field.parentElement?.querySelector(`[name="fields.${name}"]`));
      const chosen = $decides?.value.trim();
      return chosen && (!values.length || values.includes(chosen));
    };
    const needed = asked === true || Object.entries(asked).some(holds);
    part($field, ".desk-required").hidden = !needed;
    part($field, "[name]").setAttribute("aria-required", String(needed));
  }
}

/** Whether an input is part of the case, as `reveal` left it. @param {HTMLElement} $control @returns {boolean} */
export const counts = ($control) => !$control.closest("[data-when][hidden]");

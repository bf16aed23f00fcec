// @ts-check
// What happens on the desk, heard in one place: rows come and go, so nothing listens at a single field.

/**
 * @typedef {object} Ears
 * @property {() => void} input a field of the case has another value
 * @property {($control: import("./reading.mjs").Control) => void} change a field was left after that
 * @property {() => void} submit
 * @property {($button: HTMLElement) => void} click on an element with `data-action`
 */

/** @param {HTMLElement} $root @param {AbortSignal} signal @param {Ears} ears */
export function listen($root, signal, ears) {
  const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => $root.addEventListener(type, act, { signal });
  on("input", ({ target }) => target.name && ears.input());
  on("change", ({ target }) => target.name && ears.change(target));
  on("click", ({ target }) => {
    const $button = target.closest("[data-action]");
    if ($button) ears.click($button);
  });
  on("submit", (event) => {
    event.preventDefault();
    ears.submit();
  });
}

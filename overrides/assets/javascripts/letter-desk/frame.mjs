// @ts-check
// Inside another site's page one could be led to type into a form that is not what it seems: there only a way out is shown.

/** @param {HTMLElement} $root */
export function refuseFrame($root) {
  for (const $child of /** @type {Iterable<HTMLElement>} */ ($root.children)) $child.hidden = !$child.matches("[data-framed]");
}

// @ts-check
// Elements made from values: text goes in as text, never as markup.

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const $made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) $made.setAttribute(name, value);
  $made.append(...children);
  return $made;
}

/**
 * The part of a component that must be there.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} $root @param {string} selector
 * @returns {T}
 */
export function part($root, selector) {
  const $found = $root.querySelector(selector);
  if (!$found) throw new Error(`letter desk: no ${selector}`);
  return /** @type {T} */ ($found);
}

/**
 * The parts of a panel by what they are: `data-tables="fold"` is `fold` of `pieces($panel, "tables")`.
 * @param {ParentNode} $root @param {string} name @returns {Record<string, any>}
 */
export const pieces = ($root, name) => Object.fromEntries(
  [.../** @type {NodeListOf<HTMLElement>} */ ($root.querySelectorAll(`[data-${name}]`))].map(($part) => [$part.dataset[name], $part]));

/**
 * Bring a place of the form into view and put the cursor there, whatever fold it lies behind.
 * @param {HTMLElement} $target @param {ScrollLogicalPosition} [block] where in the window
 */
export function reach($target, block = "center") {
  for (let $fold = $target.closest("details"); $fold; $fold = $fold.parentElement?.closest("details") ?? null) $fold.open = true;
  $target.scrollIntoView({ block });
  $target.focus({ preventScroll: true });
}

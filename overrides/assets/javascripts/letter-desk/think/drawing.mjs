// @ts-check
// Drawings made from values: shapes whose places are shares of the width, so that they fit any window without a script.

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag @param {Record<string, string|number>} [attributes] @param {...(Node|string)} children
 * @returns {SVGElement}
 */
export function shape(tag, attributes = {}, ...children) {
  const $made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) $made.setAttribute(name, String(value));
  $made.append(...children);
  return $made;
}

/** A drawing that words beside it tell as well. @param {string} name @param {number} height in px @param {...SVGElement} shapes */
export const drawing = (name, height, ...shapes) => shape("svg", { class: name, width: "100%", height, "aria-hidden": "true", focusable: "false" }, ...shapes);

/** @param {number} share of the width, 0 to 1 @returns {string} */
export const percent = (share) => `${Math.round(share * 10000) / 100}%`;

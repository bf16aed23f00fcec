// Small things that the trainers' modules share: elements from values, sentences with places, days, copying.

/**
 * Text goes in as text, never as markup.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The part of a module that must be there.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root @param {string} selector
 * @returns {T}
 */
export function part(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * The sentences that the build put into a module's root.
 * @param {HTMLElement} root
 * @returns {(key: string, places?: Record<string, string|number>) => string}
 */
export function sentences(root) {
  const words = JSON.parse(root.dataset.words ?? "{}");
  return (key, places = {}) =>
    String(words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(places, name) ? String(places[name]) : whole));
}

/** @param {string} text @returns {Promise<boolean>} whether it stands in the clipboard now */
export function copied(text) {
  return navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : Promise.resolve(false);
}

/** @param {Date} [when] @returns {string} the reader's own day, YYYY-MM-DD */
export function dayOf(when = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/** @param {string} day @param {number} days @returns {string} */
export function later(day, days) {
  const [year, month, date] = day.split("-").map(Number);
  return dayOf(new Date(year, month - 1, date + days));
}

/** @param {string} day YYYY-MM-DD @returns {string} as the page's language writes it */
export function written(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!document.documentElement.lang.startsWith("en")) return `${year}年${month}月${date}日`;
  return new Date(year, month - 1, date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

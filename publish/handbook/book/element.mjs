// @ts-check
// Makes elements; text goes in as text.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} [name] class @param {string} [text]
 */
export function element(tag, name = "", text = "") {
  const $made = document.createElement(tag);
  if (name) $made.className = name;
  if (text) $made.textContent = text;
  return $made;
}

/** The same element under another tag, with its children. @param {Element} $old @param {keyof HTMLElementTagNameMap} tag */
export function renamed($old, tag) {
  const $new = document.createElement(tag);
  for (const { name, value } of $old.attributes) $new.setAttribute(name, value);
  $new.append(...$old.childNodes);
  $old.replaceWith($new);
  return $new;
}

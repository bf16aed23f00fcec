// @ts-check
// What is wrong and what is still to come. Wrong: at its field and in the summary. To come: a calm list, until one asks.

import { element, part, reach } from "./element.mjs";
import { rowsOf } from "./rows.mjs";

/** @typedef {{path: string, code: string, text: string}} Problem */
/** @typedef {{text: string, $target: HTMLElement|null}} Placed */

export class Problems {
  /** @type {Set<HTMLElement>} */ #marked = new Set();

  /** @param {HTMLElement} $root @param {import("./form.mjs").Form} form */
  constructor($root, form) {
    this.form = form;
    this.$summary = part($root, "[data-summary]");
    this.$needed = part($root, "[data-needed]");
  }

  /**
   * @param {Problem[]} problems @param {import("./reading.mjs").Reading} reading
   * @param {boolean} tried whether the user has asked to be told all
   * @returns {{wrong: number, needed: number}}
   */
  show(problems, reading, tried) {
    const placed = problems.map(({ path, text }) => ({ text, $target: this.form.target(path, reading) })).sort(byPlace);
    const isOpen = (/** @type {Placed} */ { $target }) => $target !== null && this.form.isOpen($target);
    const needed = placed.filter(isOpen);
    const wrong = placed.filter((one) => (isOpen(one) ? tried : tried || this.#isSettled(one)));
    this.#mark(wrong);
    this.#list(this.$summary, wrong, ({ text, $target }) => ($target ? label($target) + this.form.words.say("colon") + text : text));
    this.#list(this.$needed, tried ? [] : needed, ({ text, $target }) => ($target ? label($target) : text));
    return { wrong: wrong.length, needed: tried ? 0 : needed.length };
  }

  clear() {
    this.#mark([]);
    this.#list(this.$summary, [], () => "");
    this.#list(this.$needed, [], () => "");
  }

  focus() {
    if (!this.$summary.hidden) reach(this.$summary);
  }

  /** A value still being typed is not reproached. @param {Placed} one */
  #isSettled({ $target }) {
    const name = $target?.getAttribute("name");
    return !name || this.form.touched.has(name);
  }

  /** @param {Placed[]} wrong */
  #mark(wrong) {
    /** @type {Map<HTMLElement, string>} */ const texts = new Map();
    for (const { text, $target } of wrong)
      if ($target) texts.set($target, [texts.get($target), text].filter(Boolean).join(" "));
    for (const $old of this.#marked) if (!texts.has($old)) this.#write($old, "");
    for (const [$target, text] of texts) this.#write($target, text);
    this.#marked = new Set(texts.keys());
  }

  /** @param {HTMLElement} $target @param {string} text */
  #write($target, text) {
    const $slot = document.getElementById(`${$target.id}.error`);
    if ($slot && $slot.textContent !== text) $slot.textContent = text;
    if ($slot) $slot.hidden = !text;
    if (!$target.hasAttribute("name")) return;
    if (text) $target.setAttribute("aria-invalid", "true");
    else $target.removeAttribute("aria-invalid");
  }

  /** @param {HTMLElement} $box @param {Placed[]} items @param {(one: Placed) => string} word */
  #list($box, items, word) {
    const $list = part($box, "ul");
    const texts = [...new Set(items.map(word))];
    const shown = [...$list.children].map(($item) => $item.textContent);
    if (texts.join("\n") !== shown.join("\n")) { // an alert that is written anew is read out anew
      const byText = new Map(items.map((one) => [word(one), one.$target]));
      $list.replaceChildren(...texts.map((text) => element("li", {}, link(text, byText.get(text) ?? null))));
    }
    $box.hidden = !texts.length;
  }
}

/** As one goes through the form. @param {Placed} a @param {Placed} b */
function byPlace(a, b) {
  if (!a.$target || !b.$target || a.$target === b.$target) return 0;
  return a.$target.compareDocumentPosition(b.$target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** @param {string} text @param {HTMLElement|null} $target @returns {Node|string} */
function link(text, $target) {
  if (!$target) return text;
  const $link = element("a", { href: `#${$target.id}` }, text);
  $link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation(); // the theme would take it for a change of page
    reach($target);
  });
  return $link;
}

/** “Claim 2 · Amount”: rows are numbered where there are several. @param {HTMLElement} $target @returns {string} */
export function label($target) {
  const own = $target.dataset.full ?? $target.dataset.label ?? "";
  const $row = /** @type {HTMLElement|null} */ ($target.parentElement?.closest("[data-row]"));
  const $rows = $row?.parentElement;
  if (!$row || !$rows || rowsOf($rows).length < 2) return own;
  return `${$rows.dataset.label} ${rowsOf($rows).indexOf($row) + 1} · ${own}`;
}

// @ts-check
// One page's article in the form for paper: everything open, nothing to press, ids of its own, headings below the part's.

import { element, renamed } from "./element.mjs";

const NOT_ON_PAPER = "script, style, button, input, select, .headerlink, .hk-filter, .hk-card__link, .md-content__button, "
  + ".footnote-backref, .md-source-file, .md-feedback, .task-list-control, a[href*='&excuse='], [hidden]:not(details *), .no-print, .hk-page-share, .hk-share";
const DEEPEST = 6;

/** @param {import("./make.mjs").Chapter} chapter @param {import("./make.mjs").Plan} plan */
export function printable({ id, url, page }, { keep }) {
  const $article = /** @type {HTMLElement} */ (document.importNode(/** @type {Node} */ (page.querySelector("article")), true));
  for (const $gone of $article.querySelectorAll(NOT_ON_PAPER)) $gone.remove();
  if (keep) for (const $child of [...$article.children]) if (!$child.matches(keep)) $child.remove();
  for (const $named of $article.querySelectorAll("[id]")) $named.id = `${id}--${$named.id}`;
  for (const $link of $article.querySelectorAll("a[href]")) absolute($link, "href", url);
  for (const $img of $article.querySelectorAll("img")) {
    absolute($img, "src", url);
    $img.loading = "eager";
  }
  openTabs($article);
  openFolds($article);
  for (const $table of $article.querySelectorAll("table")) measure($table);
  lowerHeadings($article);
  return $article;
}

/** @param {Element} $what @param {string} name @param {URL} url */
function absolute($what, name, url) {
  $what.setAttribute(name, new URL($what.getAttribute(name) ?? "", url).href);
  $what.removeAttribute("title"); // a hint for the mouse
}

/** Tabs one after the other, each under its label. @param {HTMLElement} $article */
function openTabs($article) {
  for (const $set of $article.querySelectorAll(".tabbed-set")) {
    const labels = [...$set.querySelectorAll(":scope > .tabbed-labels > label")].map(($label) => $label.textContent ?? "");
    const blocks = [...$set.querySelectorAll(":scope > .tabbed-content > .tabbed-block")];
    $set.replaceWith(...blocks.flatMap(($block, index) => [element("p", "tab-label", labels[index]), ...$block.childNodes]));
  }
}

/** What unfolds on the screen stands open as a box, its line as the title. @param {HTMLElement} $article */
function openFolds($article) {
  for (const $fold of [...$article.querySelectorAll("details")].reverse()) {
    const $summary = $fold.querySelector(":scope > summary");
    const heading = $summary?.querySelector("h1, h2, h3, h4, h5, h6");
    if ($summary) renamed($summary, heading ? "div" : "p").classList.add(heading ? "fold-head" : "admonition-title");
    const $box = renamed($fold, "div");
    $box.removeAttribute("open");
    if (!heading) $box.classList.add("admonition");
  }
}

/** Wide tables get smaller type; a table of long texts may break inside a row. @param {HTMLTableElement} $table */
function measure($table) {
  const columns = $table.rows[0]?.cells.length ?? 0;
  if (columns >= 5) $table.classList.add("wide");
  for (const $cell of $table.querySelectorAll("thead th")) $cell.setAttribute("scope", "col");
}

/** Part and chapter are the first two levels. @param {HTMLElement} $article */
function lowerHeadings($article) {
  for (const $heading of $article.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number($heading.tagName[1]);
    const tag = /** @type {"h2"} */ (`h${Math.min(DEEPEST, level + 1)}`);
    renamed($heading, tag).classList.add(`level-${level}`);
  }
}

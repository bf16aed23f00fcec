// @ts-check
// One page's article in the form for paper: everything open, nothing to press, ids of its own, headings below the part's.

import { element, renamed } from "./element.mjs";

const NOT_ON_PAPER = "script, style, button, input, select, .headerlink, .hk-filter, .hk-card__link, .md-content__button, "
  + ".footnote-backref, .md-source-file, .md-feedback, .task-list-control, a[href*='&excuse='], [hidden]:not(details *), .no-print, .hk-page-share, .hk-share";
const DEEPEST = 6;
const SHORT = 14; // half squares: seven Chinese characters

/** @param {import("./make.mjs").Chapter} chapter @param {import("./make.mjs").Plan} plan */
export function printable({ id, url, page }, { keep, language }) {
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
  keepLeads($article);
  keepEnd($article);
  if (language === "zh") joinApostrophes($article);
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

/** Wide tables get smaller type; columns of a few characters stay on one line. @param {HTMLTableElement} $table */
function measure($table) {
  const rows = [...$table.rows];
  const columns = rows[0]?.cells.length ?? 0;
  if (columns >= 5) $table.classList.add("wide");
  for (let column = 0; column < columns && rows.every(({ cells }) => cells.length === columns); column += 1) {
    const cells = rows.map((row) => row.cells[column]);
    if (cells.every(($cell) => width($cell.textContent ?? "") <= SHORT)) for (const $cell of cells) $cell.classList.add("short");
  }
  for (const $cell of $table.querySelectorAll("thead th")) $cell.setAttribute("scope", "col");
}

/** A text's width in half squares. @param {string} text */
const width = (text) => [...text.trim()].reduce((sum, character) => sum + (character > "\u2e80" ? 2 : 1), 0);

/** What announces a list or a table stays with it. @param {HTMLElement} $article */
function keepLeads($article) {
  for (const $lead of $article.querySelectorAll("p")) {
    const announced = $lead.nextElementSibling?.matches("ul, ol, dl, table, pre, blockquote, .admonition, .tab-label");
    if (announced && /[:：]$/.test($lead.textContent?.trim() ?? "")) $lead.classList.add("lead");
  }
}

/** The last section and the note of when it was checked stay together. @param {HTMLElement} $article */
function keepEnd($article) {
  let $from = $article.querySelector(":scope > .hk-checked:last-child")?.previousElementSibling;
  while ($from?.matches("p, ul, ol")) $from = $from.previousElementSibling;
  if (!$from?.matches("h2, h3")) return;
  const $end = element("div", "end");
  $from.before($end);
  while ($end.nextElementSibling) $end.append($end.nextElementSibling);
}

/** The Chinese font draws ’ in a square of its own, which tears “it’s” apart. @param {HTMLElement} $article */
function joinApostrophes($article) {
  const texts = document.createNodeIterator($article, NodeFilter.SHOW_TEXT);
  for (let $text = texts.nextNode(); $text; $text = texts.nextNode()) {
    const text = $text.nodeValue ?? "";
    if (text.includes("’")) $text.nodeValue = text.replace(/(?<=[A-Za-z])’(?=[A-Za-z])/g, "'");
  }
}

/** Part and chapter are the first two levels. @param {HTMLElement} $article */
function lowerHeadings($article) {
  for (const $heading of $article.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number($heading.tagName[1]);
    const tag = /** @type {"h2"} */ (`h${Math.min(DEEPEST, level + 1)}`);
    renamed($heading, tag).classList.add(`level-${level}`);
  }
}

// @ts-check
// Makes the book in this page from the built site: reads the navigation, fetches its pages, joins what is to be printed.

import { printable } from "./article.mjs";
import { pointLinks } from "./links.mjs";
import { contents, cover, chapterHead, partHead, where } from "./front.mjs";
import { element } from "./element.mjs";
import { readSite } from "./site.mjs";

/**
 * @typedef {{id: string, title: string, label: string, part: string, url: URL, page: Document}} Chapter  title: its heading; label: its short name
 * @typedef {{language: string, start: string, address: string, prefix: string, title: string, running: string, lines: string[], note: string,
 *   words: Record<string, string>, styles: string[], leaveOut: string[], pages: string[], keep: string, front: boolean,
 *   codes: Record<string, {size: number, path: string}>}} Plan
 */

/** @param {Plan} plan @returns {Promise<{problems: string[], text: string, chapters: string[]}>} */
export async function make(plan) {
  const site = await readSite(new URL(plan.start, location.href));
  /** @type {string[]} */ const problems = [];
  const chapters = chosen(site, plan, problems);
  document.documentElement.lang = plan.language === "zh" ? "zh-CN" : "en";
  document.title = plan.title;
  for (const name of plan.styles) await stylesheet(name);
  const book = element("main", "book");
  const body = chapters.map((chapter, index) => section(chapter, { plan, number: index + 1, before: chapters[index - 1] }));
  if (plan.front) book.append(cover(plan), contents(plan, chapters, body));
  book.append(...body);
  document.body.replaceChildren(book);
  pointLinks(book, { site, chapters, plan, problems });
  await pictures(book, problems);
  runningTitles(chapters, plan);
  return { problems, text: `${plan.running}${chapters.map(({ label }) => label).join("")}${book.textContent}${generated(plan)}`, chapters: chapters.map(({ id }) => id) };
}

/** The chapters asked for, in that order, else those of the navigation. @param {Chapter[]} site @param {Plan} plan @param {string[]} problems */
function chosen(site, { pages, leaveOut }, problems) {
  if (!pages.length) return site.filter(({ id }) => !leaveOut.includes(id));
  return [...new Set(pages)].flatMap((id) => {
    const found = site.filter((chapter) => chapter.id === id);
    if (!found.length) problems.push(`no page has the id ${id}`);
    return found;
  });
}

/** @param {Chapter} chapter @param {{plan: Plan, number: number, before?: Chapter}} where */
function section(chapter, { plan, number, before }) {
  const $section = element("section", "chapter");
  const $article = printable(chapter, plan);
  $section.id = chapter.id;
  if (plan.front) {
    $section.style.setProperty("page", `page-${chapter.id}`);
    if (chapter.part !== before?.part) $section.append(partHead(chapter.part));
    chapterHead($article, { chapter, number, plan });
  } else where($article, { id: chapter.id, plan, whole: true });
  $section.append(...$article.childNodes);
  return $section;
}

/** @param {string} name */
function stylesheet(name) {
  const $link = Object.assign(element("link"), { rel: "stylesheet", href: name });
  return new Promise((resolve, reject) => {
    $link.onload = resolve;
    $link.onerror = () => reject(new Error(`${name} cannot be had`));
    document.head.append($link);
  });
}

/** One kind of page for each chapter, with its title in the margin. @param {Chapter[]} chapters @param {Plan} plan */
function runningTitles(chapters, { front, running }) {
  if (!front) return;
  const left = `@top-left { content: ${JSON.stringify(running)}; }`; // not on every page: it would show through at the edge of the cover
  const rules = chapters.map(({ id, label }, index) =>
    `@page page-${id} { ${left} @top-right { content: ${JSON.stringify(chapters.length > 1 ? `${index + 1}  ${label}` : "")}; } }`);
  rules.push(`@page contents { ${left} }`);
  document.head.append(element("style", "", rules.join("\n")));
}

/** Text that only the styles put on paper. @param {Plan} plan */
const generated = ({ words }) => Object.values(words).join("") + "0123456789()（）→·•–—.";

/** @param {HTMLElement} book @param {string[]} problems */
async function pictures(book, problems) {
  await Promise.all([...book.querySelectorAll("img")].map((img) => img.decode().catch(() => problems.push(`no picture ${img.src}`))));
}

/** The fonts have come as rules; wait until they stand. @param {string} rules @param {string} family @returns {Promise<string[]>} what does not fit */
export async function dress(rules, family) {
  document.head.append(element("style", "", rules));
  const text = [...new Set(`${document.body.textContent}0123456789`)].join("");
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 12px "${family}"`, text)));
  await document.fonts.ready;
  return tooWide();
}

/** Tables that would not fit on paper, whose width the styles tell. */
function tooWide() {
  document.body.style.width = getComputedStyle(document.documentElement).getPropertyValue("--measure");
  const found = [...document.querySelectorAll("table")].filter(($table) => $table.offsetWidth > ($table.parentElement?.clientWidth ?? 0) + 1);
  document.body.style.removeProperty("width");
  return found.map(($table) => `a table is too wide: “${$table.textContent?.trim().slice(0, 30)}”`);
}

/** Write the page numbers into the contents. @param {Record<string, number>} pages @returns {string[]} lines without one */
export function number(pages) {
  const lines = [...document.querySelectorAll(".contents a")];
  for (const $line of lines) $line.setAttribute("data-page", String(pages[$line.getAttribute("href")?.slice(1) ?? ""] ?? ""));
  return lines.filter(($line) => !$line.getAttribute("data-page")).map(($line) => $line.textContent ?? "");
}

// @ts-check
// Cover, contents, and what stands over a part and a chapter.

import { element } from "./element.mjs";

/** @typedef {import("./make.mjs").Chapter} Chapter */
/** @typedef {import("./make.mjs").Plan} Plan */
const SVG = "http://www.w3.org/2000/svg";

/** @param {Plan} plan */
export function cover({ title, lines, note, address, codes, words }) {
  const $cover = element("section", "cover");
  const $foot = element("div", "cover__foot");
  const $where = element("p", "", `${words.online} `);
  $where.append(Object.assign(element("a", "", address), { href: address }));
  $foot.append(element("p", "", note), $where);
  $cover.append(element("p", "cover__title", title), ...lines.map((line) => element("p", "cover__line", line)), $foot, code(codes[""], address));
  return $cover;
}

/** The table of contents: chapters by part, or the headings of a book of one chapter. @param {Plan} plan @param {Chapter[]} chapters @param {HTMLElement[]} body */
export function contents({ words }, chapters, body) {
  const $nav = element("nav", "contents");
  const $list = element("ol");
  $nav.append(element("h1", "contents__title", words.contents), $list);
  if (chapters.length === 1) {
    for (const $heading of body[0].querySelectorAll(".level-2, .level-3")) if ($heading.id) $list.append(line($heading.id, text($heading)));
    return $nav;
  }
  chapters.forEach(({ id, title, part }, index) => {
    if (part !== chapters[index - 1]?.part) $list.append(element("li", "contents__part", part));
    $list.append(line(id, `${index + 1}\u2002${title}`));
  });
  return $nav;
}

/** @param {string} id @param {string} title */
function line(id, title) {
  const $line = element("li");
  const $link = Object.assign(element("a"), { href: `#${id}` });
  $link.append(element("span", "", title), element("i"));
  $line.append($link);
  return $line;
}

/** @param {Element} $heading */
const text = ($heading) => ($heading.textContent ?? "").trim();

/** @param {string} part */
export const partHead = (part) => element("h1", "part", part);

/** @param {HTMLElement} $article @param {{chapter: Chapter, number: number, plan: Plan}} what */
export function chapterHead($article, { chapter, number, plan }) {
  $article.querySelector(".level-1")?.prepend(element("span", "number", `${number}\u2002`));
  where($article, { id: chapter.id, plan });
}

/** The code that leads to the page on the web; `whole` writes its whole address, where no cover does. @param {HTMLElement} $article
 * @param {{id: string, plan: Plan, whole?: boolean}} what */
export function where($article, { id, plan: { address, codes, prefix }, whole = false }) {
  const $where = element("aside", "where");
  const link = `${address}go/${id}/`;
  $where.append(code(codes[id], link), Object.assign(element("a", "", whole ? link : `${prefix}go/${id}`), { href: link }));
  $article.querySelector(".level-1")?.before($where);
}

/** A QR code as a drawing. @param {{size: number, path: string}|undefined} drawn @param {string} label */
function code(drawn, label) {
  const $svg = document.createElementNS(SVG, "svg");
  if (!drawn) return $svg;
  $svg.setAttribute("viewBox", `0 0 ${drawn.size} ${drawn.size}`);
  $svg.setAttribute("class", "code");
  $svg.setAttribute("role", "img");
  $svg.setAttribute("aria-label", label);
  const $path = document.createElementNS(SVG, "path");
  $path.setAttribute("d", drawn.path);
  $svg.append($path);
  return $svg;
}

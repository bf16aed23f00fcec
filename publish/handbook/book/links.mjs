// @ts-check
// Where the links of the book lead: inside it, to the site by a short address that is printed too, or out into the web.

import { element } from "./element.mjs";
import { key } from "./site.mjs";

/** @typedef {import("./make.mjs").Chapter} Chapter */
/** @typedef {{site: Chapter[], chapters: Chapter[], plan: import("./make.mjs").Plan, problems: string[]}} Around */

/** @param {HTMLElement} book @param {Around} around */
export function pointLinks(book, around) {
  const known = new Map(around.site.map((chapter) => [key(chapter.url), chapter]));
  for (const $link of book.querySelectorAll("section.chapter a[href]:not(.where a)")) {
    const href = $link.getAttribute("href") ?? "";
    if (href.startsWith("#")) continue;
    const url = new URL(href);
    const to = known.get(key(url));
    if (to) toPage($link, { to, hash: decodeURIComponent(url.hash.slice(1)), around });
    else if (url.origin === location.origin) toFile($link, { url, around });
    else if (url.protocol.startsWith("http") && $link.textContent?.trim() !== href) print($link, "external", ` (${href})`);
  }
  for (const $link of book.querySelectorAll('a[href^="#"]')) {
    const name = $link.getAttribute("href")?.slice(1) ?? "";
    if (!document.getElementById(name)) around.problems.push(`no place ${name} for the link “${$link.textContent}”`);
  }
}

/** @param {Element} $link @param {{to: Chapter, hash: string, around: Around}} where */
function toPage($link, { to, hash, around: { chapters, plan } }) {
  const inside = chapters.includes(to);
  const name = hash && !hash.includes("=") ? `${to.id}--${hash}` : to.id;
  if (inside && (name === to.id || document.getElementById(name))) return $link.setAttribute("href", `#${name}`);
  const chosen = new URLSearchParams(hash).get("document"); // the letter desk with a document already chosen
  const short = chosen ?? (to.page.getElementById(hash)?.hasAttribute("data-short") ? hash : to.id);
  $link.setAttribute("href", `${plan.address}go/${short}/`);
  if ($link.matches(".hk-desk-link")) print($link, "address", ` ${plan.prefix}go/${short}`);
}

/** A file of the site that is no page of its navigation. @param {Element} $link @param {{url: URL, around: Around}} where */
function toFile($link, { url, around: { plan } }) {
  const path = url.pathname.slice(1);
  const root = new URL(plan.start, location.href).pathname.slice(1);
  $link.setAttribute("href", plan.address + (path.startsWith(root) ? path.slice(root.length) : path));
}

/** @param {Element} $link @param {string} name @param {string} text */
const print = ($link, name, text) => $link.append(element("span", name, text));

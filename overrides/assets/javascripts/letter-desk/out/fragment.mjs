// @ts-check
// The engine's letter as elements: read by an inert parser, then built anew from the few tags and classes that letters have.

const TAGS = new Set(["article", "h1", "h2", "p", "ul", "li", "div", "span", "br", "table", "thead", "tbody", "tr", "th", "td"]);
const ATTRIBUTES = ["class", "lang", "scope"];

/** @param {string} html the engine's fragment @returns {HTMLElement} */
export function built(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html"); // runs nothing, fetches nothing
  const $article = copied(parsed.body.firstElementChild ?? parsed.createElement("article"));
  for (const $cut of $article.querySelectorAll(".cut")) together($cut);
  return $article;
}

/** Hold a reply slip together: from its cut line to the next. @param {Element} $cut */
function together($cut) {
  const $slip = document.createElement("section");
  $cut.before($slip);
  for (let $next = $slip.nextElementSibling; $next && ($next === $cut || !$next.matches(".cut")); $next = $slip.nextElementSibling) $slip.append($next);
}

/** @param {string} text that no engine has laid out @param {string} language @returns {HTMLElement} */
export function plainly(text, language) {
  const $article = document.createElement("article");
  $article.lang = language;
  $article.className = "plain";
  $article.textContent = text;
  return $article;
}

/** @param {Element} $from @returns {HTMLElement} */
function copied($from) {
  const tag = $from.localName;
  const $to = document.createElement(TAGS.has(tag) ? tag : "span");
  for (const name of ATTRIBUTES) if ($from.hasAttribute(name)) $to.setAttribute(name, $from.getAttribute(name) ?? "");
  for (const node of $from.childNodes) {
    if (node instanceof Element) $to.append(copied(node));
    else if (node.nodeType === Node.TEXT_NODE) $to.append(node.nodeValue ?? "");
  }
  return $to;
}

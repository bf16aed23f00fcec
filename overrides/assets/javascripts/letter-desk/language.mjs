// @ts-check
// The link to the other language: while something stands on the desk, it goes along (handover.mjs).

import { handOver, luggage } from "./handover.mjs";

let question = "";

/** @param {string} refused what to ask, in the page's language, where nothing can be carried */
export function carryAcross(refused) {
  if (!question) document.addEventListener("click", clicked, { capture: true }); // once a visit: the link stands on every page
  question = refused;
}

/** @param {MouseEvent} event */
function clicked(event) {
  const $link = /** @type {HTMLAnchorElement|null} */ (/** @type {Element} */ (event.target).closest("a[data-hk-language]"));
  const text = $link && !event.ctrlKey && !event.metaKey && !event.shiftKey ? luggage() : "";
  if (!$link || !text) return;
  event.preventDefault();
  event.stopPropagation(); // the theme would leave first
  if (!handOver(text) && !confirm(question)) return;
  const anchor = location.hash.includes("=") ? "" : location.hash; // settings have done their work; the case tells more
  location.replace($link.href.replace(/#.*$/, "") + anchor); // the way back must not lead to an emptied desk
}

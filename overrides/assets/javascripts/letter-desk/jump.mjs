// @ts-check
// On a phone form and sheet stand below each other: one button leads from either to the other, and says which.

import { part, reach } from "./element.mjs";

/** @param {HTMLElement} $root @param {import("./words.mjs").Words} words @param {AbortSignal} signal @returns {() => void} go to the other side */
export function jumper($root, words, signal) {
  const $output = part($root, ".desk-output");
  const $button = part($root, "[data-action=jump]");
  let there = false;
  const seen = new IntersectionObserver((entries) => {
    there = entries.some((entry) => entry.isIntersecting);
    $button.textContent = words.say(there ? "to_form" : "to_letter");
  }, { rootMargin: "0px 0px -50% 0px" }); // the sheet counts as seen when it reaches the upper half of the window
  seen.observe($output);
  signal.addEventListener("abort", () => seen.disconnect());
  return () => reach(there ? part($root, ".desk-form input") : $output, "start");
}

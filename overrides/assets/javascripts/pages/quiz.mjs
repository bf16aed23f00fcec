// A quiz: each answer opens to say whether it is right and why. Counts first choices; keeps nothing.

import { part } from "./made.mjs";

/** @param {HTMLElement} root */
export function mount(root) {
  const status = part(root, "[role=status]");
  const again = /** @type {HTMLButtonElement} */ (part(root, "[data-again]"));
  const questions = [...root.querySelectorAll(".hk-question")];
  /** @type {Map<Element, boolean>} question → whether the first choice was right */
  const firsts = new Map();

  const tell = () => {
    const right = [...firsts.values()].filter(Boolean).length;
    status.textContent = firsts.size ? (root.dataset.score ?? "").replace("{right}", String(right)).replace("{done}", String(firsts.size)) : "";
    again.hidden = firsts.size === 0;
  };

  for (const question of questions) {
    for (const option of /** @type {NodeListOf<HTMLDetailsElement>} */ (question.querySelectorAll("details"))) {
      option.addEventListener("toggle", () => {
        if (!option.open) return;
        option.dataset.seen = "";
        if (!firsts.has(question)) firsts.set(question, "right" in option.dataset);
        tell();
      });
    }
  }
  again.addEventListener("click", () => {
    for (const option of root.querySelectorAll("details")) {
      option.open = false;
      delete option.dataset.seen;
    }
    firsts.clear();
    tell();
    root.querySelector("summary")?.focus();
  });
}

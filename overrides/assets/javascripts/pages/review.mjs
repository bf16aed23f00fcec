// The review of excuse cards at growing intervals: due cards first, then new ones, one at a time.

import { dayOf, element, part, sentences, written } from "./made.mjs";
import { after, ahead, due, forget, load, save } from "./review-schedule.mjs";

const FRESH = 5; // new cards a day

/** @param {HTMLElement} root */
export function mount(root) {
  const say = sentences(root);
  const cards = new Map([...root.querySelectorAll("[data-card]")].map((card) => [card.getAttribute("data-card") ?? "", /** @type {HTMLElement} */ (card)]));
  const scope = /** @type {HTMLSelectElement} */ (part(root, "[data-review-scope]"));
  const start = part(root, "[data-review-start]");
  const grade = part(root, ".hk-review__grade");
  const said = part(root, "[data-review-next]");
  let schedule = load(new Set(cards.keys()));
  /** @type {string[]} */ let pile = [];
  let current = "";

  const fresh = () => [...cards].filter(([id, card]) => !schedule[id] && (scope.value === "" || "common" in card.dataset)).map(([id]) => id);

  const overview = () => {
    const today = dayOf();
    const kept = Object.keys(schedule).length;
    part(root, "[data-review-status]").textContent = say("due", { due: due(schedule, today).length, kept, fresh: fresh().length });
    part(root, "[data-review-kept]").textContent = kept ? say("kept", { kept }) : say("nothing");
    part(root, "[data-review-forget]").hidden = !kept;
    const days = ahead(schedule, today);
    part(root, "[data-review-plan]").hidden = !days.length;
    part(root, "[data-review-plan] ul").replaceChildren(...days.slice(0, 6).map(([day, n]) => element("li", {}, say("plan_line", { day: written(day), n }))));
  };

  /** @param {string} id "" for none */
  const show = (id) => {
    current = id;
    for (const [name, card] of cards) card.hidden = name !== id;
    const answer = cards.get(id)?.querySelector("details");
    if (answer) answer.open = false;
    grade.hidden = true; // until the answer was looked at
    start.hidden = part(root, ".hk-review__bar label").hidden = id !== "";
  };

  const next = () => {
    show(pile.shift() ?? "");
    if (current) return cards.get(current)?.querySelector("summary")?.focus({ preventScroll: true });
    const [coming] = ahead(schedule, dayOf());
    said.textContent += (said.textContent && " ") + (coming ? say("done", { day: written(coming[0]) }) : say("none"));
  };

  start.addEventListener("click", () => {
    pile = [...due(schedule, dayOf()), ...fresh().slice(0, FRESH)];
    said.textContent = "";
    next();
  });
  scope.addEventListener("change", overview);
  root.addEventListener("toggle", (event) => {
    const answer = /** @type {HTMLDetailsElement} */ (event.target);
    if (answer.open && answer.closest(`[data-card="${current}"]`)) grade.hidden = false;
  }, true);
  grade.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("[data-grade]");
    if (!button) return;
    const { step, next: day, days } = after(schedule[current], button.getAttribute("data-grade") === "yes", dayOf());
    schedule[current] = { step, next: day };
    said.textContent = say("next", { day: written(day), n: days }) + (save(schedule) ? "" : ` ${say("refused")}`);
    overview();
    next();
  });
  part(root, "[data-review-forget]").addEventListener("click", () => {
    forget();
    schedule = load(new Set());
    pile = [];
    show("");
    overview();
    said.textContent = say("forgotten");
  });
  overview();
}

// Practice with excuse cards: one card at a time in random order, none twice before all were seen. Nothing is stored.

/**
 * @param {HTMLElement} root  holds the control bar and all cards
 */
export function mountDrill(root) {
  const bar = /** @type {HTMLElement} */ (root.querySelector(".hk-drill__bar"));
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-drill-next]"));
  const scope = /** @type {HTMLSelectElement} */ (root.querySelector("[data-drill-scope]"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const cards = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".hk-drill__card")]);
  /** @type {HTMLElement[]} */
  let pile = [];
  let size = 0;

  const deal = () => {
    pile = shuffled(cards.filter((card) => belongs(card, scope.value)));
    size = pile.length;
  };
  const next = () => {
    if (!pile.length) deal();
    const card = pile.pop();
    for (const other of cards) other.hidden = other !== card;
    const answer = card?.querySelector("details");
    if (answer) answer.open = false;
    button.textContent = root.dataset.next ?? "";
    status.textContent = (root.dataset.count ?? "").replace("{n}", String(size - pile.length)).replace("{all}", String(size));
  };

  button.addEventListener("click", next);
  scope.addEventListener("change", () => { deal(); next(); });
  bar.hidden = false;
  next();
}

/**
 * @param {HTMLElement} card
 * @param {string} scope  a group id, "common", or "" for all
 */
function belongs(card, scope) {
  return scope === "" || (scope === "common" ? "common" in card.dataset : card.dataset.group === scope);
}

/**
 * @template T
 * @param {T[]} items
 * @returns {T[]} the same items in random order
 */
function shuffled(items) {
  const pile = [...items];
  for (let last = pile.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [pile[last], pile[other]] = [/** @type {T} */ (pile[other]), /** @type {T} */ (pile[last])];
  }
  return pile;
}

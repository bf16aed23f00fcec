// Narrows cards or rules to a group, to the commonest ones, or to those that contain the words typed.

/**
 * @param {HTMLElement} root  the bar with search field and chips; it stands before the cards it filters
 */
export function mountCardFilter(root) {
  const page = root.closest("article") ?? document.body;
  const cards = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-card]")]);
  const groups = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-card-group]")]);
  const chips = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll("[data-show]")]);
  const query = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const texts = new Map(cards.map((card) => [card, plain(card.textContent ?? "")]));
  let chosen = "";

  const apply = () => {
    const words = plain(query.value).split(" ").filter(Boolean);
    for (const card of cards) card.hidden = !(inScope(card, chosen) && words.every((word) => texts.get(card)?.includes(word)));
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-card]:not([hidden])");
      const heading = document.getElementById(group.dataset.cardGroup ?? "");
      if (heading) heading.hidden = group.hidden;
    }
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.show === chosen));
    const shown = cards.filter((card) => !card.hidden).length;
    status.textContent = sentence(root, shown, cards.length);
  };
  const reset = () => { chosen = ""; query.value = ""; apply(); };

  for (const chip of chips) chip.addEventListener("click", () => { chosen = chip.dataset.show ?? ""; apply(); });
  query.addEventListener("input", apply);
  addEventListener("hashchange", () => {
    // A link to a card that the filter hides must still arrive there.
    const target = document.getElementById(location.hash.slice(1));
    if (!root.isConnected || !target?.closest("[data-card][hidden]")) return;
    reset();
    target.scrollIntoView();
  });
  root.hidden = false;
  apply();
}

/**
 * @param {HTMLElement} card
 * @param {string} scope  a group id, "common", or "" for all
 */
function inScope(card, scope) {
  return scope === "" || (scope === "common" ? "common" in card.dataset : card.dataset.group === scope);
}

/**
 * @param {HTMLElement} root
 * @param {number} shown
 * @param {number} all
 */
function sentence(root, shown, all) {
  const words = (shown ? root.dataset.count : root.dataset.none) ?? "";
  return words.replace("{shown}", String(shown)).replace("{all}", String(all));
}

/**
 * Lower case, one width, single spaces: what a reader types equals what a card says.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s，。？！、；：“”"'’.,?!;:]+/g, " ").trim();
}

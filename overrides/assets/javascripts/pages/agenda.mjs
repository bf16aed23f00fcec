// The trainers' agenda: choose, set minutes, order; the state is the link itself, and the sheet prints.

import { MOST, clock, fragment, isMinutes, read } from "./agenda-plan.mjs";
import { agendaRow } from "./agenda-row.mjs";
import { copied, part, sentences } from "./made.mjs";
import { MOST as LONGEST, qrCode } from "./qr-code.mjs";

/** @typedef {import("./agenda-plan.mjs").Item} Item */

/** @param {HTMLElement} root */
export function mount(root) {
  const say = sentences(root);
  const form = /** @type {HTMLFormElement} */ (part(root, "form"));
  const list = part(root, ".hk-agenda__list");
  const options = /** @type {HTMLOptionElement[]} */ ([...form.querySelectorAll("label[data-kind] option")]);
  const titles = new Map(options.map((option) => [option.value, (option.textContent ?? "").replace(/^\S+ · /, "")]));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const titleOf = (/** @type {Item} */ item) => titles.get(item.id) ?? item.id;
  let plan = read(location.hash, (id) => titles.has(id));

  const tell = (/** @type {string} */ text) => { part(root, ".hk-agenda__said").textContent = text; };
  const keep = () => history.replaceState(history.state, "", location.pathname + location.search + fragment(plan));

  const draw = () => {
    let past = 0;
    list.replaceChildren(...plan.items.map((item, place) => {
      const start = clock(plan.start, past);
      past += item.minutes;
      const last = place === plan.items.length - 1;
      return agendaRow({ item, title: titleOf(item), start, first: place === 0, last, say, act: (name) => acts[name](place), resize: (minutes) => resize(item, minutes) });
    }));
    part(root, "[data-agenda-empty]").hidden = plan.items.length > 0;
    part(root, "[data-agenda-title]").textContent = plan.title || say("untitled");
    part(root, "[data-agenda-total]").textContent = plan.items.length ? say("total", { n: plan.items.length, minutes: past }) : "";
    part(root, ".hk-agenda__do").hidden = plan.items.length === 0;
  };

  let drawing = 0;
  /** The whole session as a code, for the wall or the sheet. */
  const encode = async () => {
    const mine = ++drawing;
    const box = part(root, "[data-agenda-code]");
    const link = location.href;
    const fits = link.length <= LONGEST;
    const drawn = fits ? await qrCode(link, say("code")).catch(() => null) : null;
    if (mine !== drawing) return;
    box.querySelector("svg")?.remove();
    if (drawn) box.prepend(drawn);
    part(box, "figcaption").textContent = say(fits ? "code" : "code_long");
    box.hidden = !plan.items.length || (fits && !drawn);
  };

  const changed = () => { keep(); draw(); encode(); };

  /** @param {Item} item @param {number} minutes */
  const resize = (item, minutes) => {
    if (isMinutes(minutes)) item.minutes = minutes;
    changed();
  };

  /** @param {number} from @param {number} to */
  const move = (from, to) => {
    const [item] = plan.items.splice(from, 1);
    plan.items.splice(to, 0, item);
    changed();
    tell(say("moved", { title: titleOf(item), n: to + 1 }));
    const line = list.children[to];
    const again = line.querySelector(`[data-act=${to < from ? "up" : "down"}]:enabled`) ?? line.querySelector("[data-act]:enabled");
    /** @type {HTMLElement|null} */ (again)?.focus(); // where the hand already is
  };

  const acts = {
    up: (/** @type {number} */ place) => move(place, place - 1),
    down: (/** @type {number} */ place) => move(place, place + 1),
    remove: (/** @type {number} */ place) => {
      const [item] = plan.items.splice(place, 1);
      changed();
      tell(say("removed", { title: titleOf(item) }));
      field("kind").focus();
    },
  };

  const adopt = () => {
    field("title").value = plan.title;
    field("start").value = plan.start;
    draw();
    encode();
  };

  field("kind").addEventListener("change", () => {
    for (const label of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("label[data-kind]"))) label.hidden = label.dataset.kind !== field("kind").value;
  });
  form.addEventListener("input", ({ target }) => {
    if (target === field("title")) plan.title = field("title").value.slice(0, 60);
    else if (target === field("start") && field("start").value) plan.start = field("start").value;
    else return;
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = /** @type {HTMLSelectElement} */ (part(form, `label[data-kind="${field("kind").value}"] select`)).value;
    const minutes = field("minutes").valueAsNumber;
    if (plan.items.length >= MOST) return tell(say("full", { n: MOST }));
    if (!isMinutes(minutes)) return field("minutes").focus();
    plan.items.push({ id: chosen, minutes });
    changed();
    tell(say("added", { title: titles.get(chosen) ?? chosen }));
  });
  part(root, "[data-agenda-copy]").addEventListener("click", async () => tell(say(await copied(location.href) ? "copied" : "copy_failed")));
  part(root, "[data-agenda-print]").addEventListener("click", () => print());
  part(root, "[data-agenda-clear]").addEventListener("click", () => { plan = read("", () => false); keep(); adopt(); tell(""); });
  addEventListener("hashchange", () => {
    if (!root.isConnected) return;
    plan = read(location.hash, (id) => titles.has(id));
    adopt();
  });
  adopt();
}

// @ts-check
// The round: one debtor after the other is at work, ticked off, and followed by the next.

import { theList } from "../../held-list.mjs";
import { Work } from "./work.mjs";

/** @typedef {import("./plan.mjs").Plan} Plan */

export class Round {
  /**
   * @param {Record<string, any>} $ parts of the panel @param {import("../../desk.mjs").LetterDesk} desk
   * @param {import("./view.mjs").View} view @param {() => Plan|null} plan @param {{all: () => void, head: () => void}} draw
   */
  constructor($, desk, view, plan, draw) {
    this.$ = $;
    this.desk = desk;
    this.view = view;
    this.plan = plan;
    this.draw = draw;
    this.work = new Work(desk);
    const on = (/** @type {string} */ name, /** @type {() => void} */ act) => $[name].addEventListener("click", act, { signal: desk.away });
    on("toggle", () => this.unfold($.body.hidden));
    on("previous", () => this.#step(-1));
    on("next", () => this.#step(1));
    on("done-next", () => this.#step(1, true));
  }

  /** A row was chosen. @param {number} place */
  open(place) {
    if (!this.#take(place)) return;
    this.unfold(false);
    this.draw.all();
    this.work.show(this.$.room);
  }

  /** @param {number} place @param {boolean} done */
  mark(place, done) {
    const [list, plan] = [theList(), this.plan()];
    if (!list || !plan) return;
    if (done) list.done.add(place);
    else list.done.delete(place);
    this.draw.head();
    const places = { debtor: list.cases[place].debtor.name, count: this.view.today(plan).length };
    this.desk.status.say(this.desk.words.say(done ? "worklist_marked" : "worklist_unmarked", places));
  }

  /** The form has changed: if another case stands there, none of the list is at work. */
  read() {
    const list = theList();
    if (!list || list.at < 0 || this.work.isThere(list)) return;
    list.at = -1;
    this.draw.head();
  }

  /** @param {boolean} open whether the rows are shown */
  unfold(open) {
    this.$.body.hidden = !open;
    this.$.toggle.setAttribute("aria-expanded", String(open));
    this.$.toggle.textContent = this.desk.words.say(open ? "worklist_close" : "worklist_open");
  }

  /** Say who is at work. */
  show() {
    const [list, plan] = [theList(), this.plan()];
    this.$.strip.hidden = !list || !plan || list.at < 0;
    if (!list || !plan || list.at < 0) return;
    const queue = this.view.queue(plan);
    const place = queue.findIndex((one) => one.case === list.at) + 1;
    const { words } = this.desk;
    const { name: debtor } = list.cases[list.at].debtor;
    this.$.at.textContent = place ? words.say("worklist_at", { debtor, place, total: queue.length }) : words.say("worklist_at_done", { debtor });
  }

  /** @param {number} by @param {boolean} [done] with the one at work */
  #step(by, done = false) {
    const [list, plan] = [theList(), this.plan()];
    if (!list || !plan) return;
    const queue = this.view.queue(plan);
    const here = queue.findIndex((one) => one.case === list.at);
    const next = queue[here < 0 && by < 0 ? queue.length - 1 : here + by];
    if (done) this.mark(list.at, true);
    if (next) this.#take(next.case);
    else {
      this.unfold(true);
      this.desk.status.say(this.desk.words.say("worklist_end"));
    }
    this.draw.all();
  }

  /** Keep what the form has added, then fill it anew. @param {number} place */
  #take(place) {
    const [list, plan] = [theList(), this.plan()];
    if (!list || !plan) return false;
    const changed = this.work.save(list);
    if (changed >= 0) plan.renew(this.desk.engine, changed).then(() => plan === this.plan() && this.draw.all(), () => {}); // else the old line stays
    return this.work.take(list, place, plan.tasks.find((one) => one.case === place));
  }
}

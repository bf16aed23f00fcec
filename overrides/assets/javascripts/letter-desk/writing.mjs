// @ts-check
// From the form to the sheet: every change asks the engine anew, only the latest answer counts, the last good text stays.

/** @typedef {import("./reading.mjs").Reading} Reading */
/**
 * @typedef {object} Parts
 * @property {import("./words.mjs").Words} words
 * @property {import("./form.mjs").Form} form
 * @property {import("./chooser.mjs").Chooser} chooser
 * @property {import("./sheet.mjs").Sheet} sheet
 * @property {import("./figures.mjs").Figures} figures
 * @property {import("./problems.mjs").Problems} problems
 * @property {import("./status.mjs").StatusLine} status
 * @property {ReturnType<typeof import("./engine.mjs").getEngine>} engine
 * @property {EventTarget} events told what becomes of the case: see panels.mjs
 */

export class Writing {
  #asked = 0;
  /** Whether the user has asked to be told all that is missing. */ #tried = false;
  /** Whether the summary is to be read out when it comes. */ #announce = false;
  #first = true;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** Ask for the text that the form now describes. @returns {Reading} */
  refresh() {
    const { engine, form, chooser, words, events } = this.parts;
    const reading = form.read();
    events.dispatchEvent(new CustomEvent("read", { detail: reading }));
    if (reading.untouched && !this.#tried) {
      this.clear();
      return reading;
    }
    const asked = ++this.#asked;
    const { as_of, language, tone } = reading.value;
    const [document, channel] = chooser.follows ? ["auto", null] : [chooser.document, chooser.channel];
    const question = { case: reading.value, document, channel, language, tone, as_of, ui: words.language };
    engine.call("compose", question, { latest: true }).then(
      (answer) => { if (asked === this.#asked) this.#written(answer, asked); },
      (error) => asked === this.#asked && this.#refused(error, reading),
    );
    return reading;
  }

  /** Tell all that is missing, and take the user there. */
  check() {
    this.#tried = this.#announce = true;
    this.refresh();
  }

  /** Judge anew only what is touched from here on. */
  calm() {
    this.#tried = false;
  }

  /** Drop what is shown, and any answer on its way. */
  clear() {
    const { events, problems, figures, sheet } = this.parts;
    this.#asked++;
    for (const part of [problems, figures, sheet]) part.clear();
    events.dispatchEvent(new CustomEvent("cleared"));
  }

  /** The next text is a first one again. */
  restart() {
    this.#tried = false;
    this.#first = true;
    this.clear();
  }

  /** @param {{assessment: any, letter: any}} answer @param {number} asked the question's number */
  async #written({ assessment, letter }, asked) {
    const { chooser, events, figures, problems, sheet, status, words } = this.parts;
    if (chooser.follows) chooser.choose(letter.document, letter.channel);
    sheet.show(letter);
    if (this.#first) performance.mark("huikuan:first-letter");
    this.#first = false;
    problems.clear();
    await painted(); // text first: letter and figures in one go would hold up the page for longer than a frame or two
    if (asked !== this.#asked) return;
    figures.show(assessment, letter.warnings, this.#follows(assessment.next));
    const places = { document: letter.title, channel: words.label("channel", letter.channel) };
    const warned = letter.warnings.length ? ` ${words.say("warned", { count: letter.warnings.length })}` : "";
    status.say(words.say(this.#announce ? "fine" : "written", places) + warned);
    this.#tried = this.#announce = false;
    events.dispatchEvent(new CustomEvent("written", { detail: { assessment, letter } }));
  }

  /** @param {import("./engine-state.mjs").EngineError} error @param {Reading} reading */
  #refused({ kind, no }, reading) {
    const { chooser, events, figures, problems, sheet, status, words } = this.parts;
    if (kind === "stopped" || kind === "superseded") return;
    const announce = this.#announce;
    this.#announce = false;
    sheet.age(true);
    if (!no) return status.fail(words.label("failure", kind));
    if (no.assessment) {
      const { next, warnings } = no.assessment;
      if (chooser.follows) chooser.choose(next.document, next.channel);
      figures.show(no.assessment, warnings, this.#follows(next));
    }
    const { wrong, needed } = problems.show(no.problems, reading, this.#tried);
    status.say(wrong ? words.say("wrong", { count: wrong }) : words.say("waiting", { count: needed }));
    if (announce) problems.focus();
    events.dispatchEvent(new CustomEvent("refused", { detail: { problems: no.problems, assessment: no.assessment ?? null } }));
  }

  /** Tell the chooser what is advised. @param {Record<string, string>} next @returns {boolean} whether that is being written */
  #follows(next) {
    const { chooser } = this.parts;
    chooser.advised = next.document;
    return next.document === chooser.document && next.channel === chooser.channel;
  }
}

/** Resolves when what has changed has been shown; in a tab that nobody sees, soon. @returns {Promise<void>} */
function painted() {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 100);
    requestAnimationFrame(() => setTimeout(() => (clearTimeout(late), resolve())));
  });
}

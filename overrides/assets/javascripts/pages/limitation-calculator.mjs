// The last day of one debt, asked of the engine in its worker. Nothing is loaded before the button is pressed.

import { dayOf, element, part, sentences, written } from "./made.mjs";

const DAY = 86_400_000; // ms

/** @param {HTMLElement} root */
export function mount(root) {
  const say = sentences(root);
  const form = /** @type {HTMLFormElement} */ (part(root, "form"));
  const answer = part(root, ".hk-calculator__answer");
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const tell = (/** @type {(Node|string)[]} */ ...lines) => answer.replaceChildren(...lines.map((line) => (typeof line === "string" ? element("p", {}, line) : line)));
  field("as_of").value = dayOf();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field("due_date").value && !field("delivery_date").value) return missing("due_date", "needed");
    if (field("event").value && !field("event_date").value) return missing("event_date", "event_needed");
    tell(say("busy"));
    const { getEngine } = await import("../letter-desk/engine.mjs");
    const engine = getEngine();
    if (engine.status.error) engine.start(); // a second try after a fault
    try {
      show(await engine.call("limitation", asked(), { latest: true }));
    } catch (/** @type {any} */ error) {
      if (error.kind === "superseded") return;
      const problems = error.problems ?? [];
      tell(...(problems.length ? problems.map((/** @type {{text: string}} */ one) => one.text) : [say("failed")]));
    }
  });

  /** @param {string} name of a field @param {string} sentence */
  const missing = (name, sentence) => {
    tell(say(sentence));
    field(name).focus();
  };

  /** What the engine's operation wants. */
  const asked = () => {
    const type = field("event").value;
    return {
      due_date: field("due_date").value,
      delivery_date: field("delivery_date").value,
      export: field("export").checked,
      events: type ? [eventOf(type, field("event_date").value)] : [],
      as_of: field("as_of").value || dayOf(),
      ui: root.dataset.language,
    };
  };

  /** @param {any} value `{limitation, summary, steps}` */
  const show = ({ limitation, steps }) => {
    const left = Math.round((Date.parse(limitation.last_day) - Date.parse(field("as_of").value || dayOf())) / DAY);
    tell(
      element("p", { class: "hk-calculator__day" }, say("last_day", { day: written(limitation.last_day) })),
      say(limitation.status, { n: left }),
      ...(limitation.provisional ? [say("provisional")] : []),
      element("details", {}, element("summary", {}, say("working")), element("ul", {}, ...steps.map((/** @type {string} */ step) => element("li", {}, step)))),
    );
  };
}

/**
 * @param {string} type as the case file has it @param {string} date
 * @returns {Record<string, unknown>}
 */
function eventOf(type, date) {
  return { type, date, provable: true };
}

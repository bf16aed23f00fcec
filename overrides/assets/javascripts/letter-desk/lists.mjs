// Whole lists: a table becomes cases, cases become the worklist. Sorted as `huikuan plan` sorts; nothing is kept here.
//
//   const list = await readTable(desk.engine, file, { ui, as_of, signal, progress });   // a File, or pasted text
//   const { tasks, problems } = await planList(desk.engine, list, { ui, as_of, shared, signal, progress });
//   desk.put({ ...list.cases[task.case], creditor });                                   // into the form
//
// Both reject with an EngineError; aborting the signal ends them with {kind: "stopped"}. A table is read in one call, ended by
// a new worker (a second); a list is planned in small calls, so that letters are written in between and stopping costs nothing.
// progress is told {step, done, total}: "download" (bytes of the reader of workbooks, once a visit), "read" (lines), "plan"
// (debtors); total is 0 while unknown.

/** @typedef {ReturnType<typeof import("./engine.mjs").getEngine>} Engine */
/** @typedef {{path: string, text: string, code: string}} Told */
/** @typedef {{step: "download"|"read"|"plan", done: number, total: number}} Progress */
/** @typedef {{sheet: string, column: string, header: string, field?: string, label?: string, exponent?: number, currency?: string}} Column */
/** @typedef {{currency: string, amount: string}} Open */
/** @typedef {{code: string, severity: "red"|"amber", field: string, text: string, page: string, law: string}} Warning */
/** @typedef {{number: string, last_day: string, status: "running"|"near"|"expired"}} Limit of the claim whose period ends first */
/**
 * @typedef {object} List
 * @property {string} name @property {"csv"|"xlsx"} kind @property {string} encoding @property {string} delimiter
 * @property {string[]} sheets @property {Column[]} columns recognised @property {Column[]} unknown kept, but not used
 * @property {Record<string, any>[]} rows the first ones, for a preview @property {any[]} cases one for each debtor, case files
 * @property {number} debtors @property {number} claims @property {number} unread rows @property {number} left_out rows
 * @property {{rows: number, differing: number, totals: {path: string, stated: string, computed: string, ok: boolean}[],
 *   duplicates: number}} sums what was cross-checked
 * @property {Told[]} problems rows that could not be used @property {Told[]} warnings doubtful cells, by sheet, row and column
 * @property {({case: number} & Told)[]} held debtors nothing may be written to before their money is assigned
 */
/**
 * @typedef {object} Task
 * @property {number} case its place in list.cases @property {string} debtor @property {Open[]} open
 * @property {number} days_overdue @property {"not-due"|"1-30"|"31-60"|"61-90"|"90+"} bucket @property {string} stage
 * @property {string} document @property {string} document_title @property {string} channel @property {string} on a day
 * @property {string} reason @property {Limit|null} limitation @property {Warning[]} warnings @property {number} red
 * @property {number} amber @property {string} order
 */
/** @typedef {{case: number, debtor: string} & Told} Failed */
/** @typedef {{ui: string, as_of: string, signal?: AbortSignal, progress?: (told: Progress) => void}} Asked */
/** @typedef {{day_order?: "dmy"|"mdy", terms_days?: number, currency?: string, rows?: number, name?: string}} Meant what the user has said of a table; `name` of pasted text */

const LONGEST = 20 * 2 ** 20; // bytes; the engine says so in words, and one byte more is enough to make it
const PREVIEW = 20;
const PART = 20; // debtors: some tenths of a second

/**
 * @param {Engine} engine @param {File|string} source @param {Asked & Meant} asked
 * @returns {Promise<List>}
 */
export async function readTable(engine, source, { signal, progress, ...asked }) {
  const table = typeof source === "string" ? { text: source } : { name: source.name, base64: await base64(source) };
  return engine.call("import", { rows: PREVIEW, ...asked, ...table }, { signal, progress });
}

/**
 * @param {Engine} engine @param {{cases: any[], held?: {case: number}[]}} list @param {Asked & {shared?: any}} asked
 * shared: what stands in for what a case does not say, mostly {creditor, interest}
 * @returns {Promise<{tasks: Task[], problems: Failed[]}>}
 */
export async function planList(engine, { cases, held = [] }, { signal, progress, ...asked }) {
  const waiting = new Set(held.map((row) => row.case));
  const parts = [];
  for (let start = 0; start < cases.length; start += PART) {
    progress?.({ step: "plan", done: start, total: cases.length });
    parts.push(await engine.call("plan", { ...asked, cases: cases.slice(start, start + PART), start }, { signal }));
  }
  progress?.({ step: "plan", done: cases.length, total: cases.length });
  const clear = (/** @type {{case: number}} */ row) => !waiting.has(row.case);
  const tasks = /** @type {Task[]} */ (parts.flatMap((part) => part.tasks)).filter(clear);
  tasks.sort((one, other) => one.order < other.order ? -1 : Number(one.order > other.order));
  return { tasks, problems: parts.flatMap((part) => part.problems).filter(clear) };
}

/** @param {File} file @returns {Promise<string>} */
const base64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader(); // works beside the page, whatever the size
  reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file.slice(0, LONGEST + 1));
});

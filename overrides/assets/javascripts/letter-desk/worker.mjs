// The worker: boots our Python and answers calls, JSON text in, JSON text out. It knows neither letters nor pages.
// Is told first of {life}, the lock to hold as long as it lives, then of {name, data} for each of AWAITED: the file, or the code
// compiled from it; null where the page has none, so that it must be asked for from here. Then come calls, {op, text}.
// Posts {alive} when it holds the lock, {code} if it compiled that, {step, loaded, total} while booting ("ready" last), {fatal, detail} when
// it ends; for a call {progress: {step, done, total}}, then {answer}, {broken} or, where a file that it needs did not come, {lacking}.
import manifest from "../../runtime/manifest.mjs";
import { AWAITED, supplied } from "./supplied.mjs";

// base: where the files lie; files: {loader, glue, wasm, library, engine, letters, tables, rest}: {path, bytes}; loader: pyodide.mjs
const { base, files, loader, lock } = manifest;
const url = (/** @type {string} */ name) => base + files[name].path;
const total = AWAITED.reduce((sum, name) => sum + files[name].bytes, 0);
const here = new Set();
/** @type {any} */ let python;
/** @type {(op: string, text: string, tell: (done: number, total: number) => void) => string} */ let bridge;

/** @param {string} step */
const say = (step) => postMessage({ step, total, loaded: [...here].reduce((sum, name) => sum + files[name].bytes, 0) });

/** @param {string} fatal an ErrorKind @param {unknown} why */
const die = (fatal, why) => {
  postMessage({ fatal, detail: String(why) });
  self.close();
};

/** Refuse to work where data could leave: under our policy both fail, and fail without touching the net. */
async function netIsOpen() {
  const net = await fetch("data:,x").then(() => true, () => false);
  try { (0, eval)("1"); } catch { return net; }
  return true;
}

/** Without leave to compile, loadPyodide would wait for ever. */
function wasmIsRefused() {
  try { return !new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); } catch { return true; }
}

/** From now on nothing but the runtime's own files can be asked for. One that does not come ends the boot: Pyodide waits on. */
function closeNet() {
  const net = self.fetch;
  self.fetch = async (what, options) => {
    const target = String(what);
    const name = Object.keys(files).find((known) => url(known) === target);
    if (!name) throw new TypeError("not a file of the runtime");
    const data = AWAITED.includes(name) && !bridge ? await supplied(name) : null;
    if (data) return new Response(data instanceof ArrayBuffer ? await unzip(data) : null);
    const response = await net(target, options).catch((error) => error);
    if (response.ok && AWAITED.includes(name)) arrived(name);
    if (response.ok) return target.endsWith(".gz") ? new Response(await unzip(await response.arrayBuffer())) : response;
    if (!bridge) die("offline", response.status ?? response);
    throw new TypeError(`${target}: ${response.status ?? response}`);
  };
}

/** The zips are compressed as a whole; a host may already have had the browser undo it. @param {ArrayBuffer} data */
async function unzip(data) {
  const zipped = new Uint8Array(data, 0, 1)[0] === 0x1f;
  return zipped ? /** @type {any} */ (new Response(data).body).pipeThrough(new DecompressionStream("gzip")) : data;
}

addEventListener("message", ({ data: { life, name, data } }) => {
  if (life) hold(life);
  if (data) arrived(name);
});

/** When all have come, the rest of the wait is Python's. @param {string} name */
const arrived = (name) => say(here.add(name).size < AWAITED.length ? "download" : "python");

/** @param {string} life the lock to hold as long as this worker lives; pages opened as files have none */
const hold = (life) => navigator.locks?.request(life, () => {
  postMessage({ alive: true });
  return new Promise(() => {});
}).catch(() => {});

/** Let Pyodide use the code that the page has compiled or kept. */
function compileOnce() {
  const compile = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const code = await supplied("wasm");
    if (code instanceof WebAssembly.Module) return { module: code, instance: await WebAssembly.instantiate(code, imports) };
    const made = await compile(source, imports);
    postMessage({ code: made.module });
    return made;
  };
}

/** @param {string} name */
const bring = async (name) => new Uint8Array(await (await fetch(url(name))).arrayBuffer());

async function boot() {
  if (await netIsOpen()) return die("csp", "the page's policy does not reach the worker");
  if (wasmIsRefused()) return die("unsupported", "WebAssembly");
  closeNet();
  say("download");
  compileOnce();
  const engine = bring("engine");
  python = await loader.loadPyodide({
    stdLibURL: url("library"), lockFileContents: lock, env: { HOME: "/home/pyodide", PYTHONPATH: "/lib/huikuan.zip" },
    fsInit: async (/** @type {any} */ FS) => FS.writeFile("/lib/huikuan.zip", await engine),
  });
  say("engine");
  bridge = await whole(() => python.pyimport("huikuan_start").call);
  say("ready");
}

/** @type {Record<string, Promise<void>>} */ const added = {};

/** Let Python look for modules in one more zip; huikuan_start.py finds there what belongs to a package of another. @param {string} name */
const add = (name) => added[name] ??= bring(name).then((data) => {
  python.FS.writeFile(`/lib/${name}.zip`, data);
  python.runPython(`import sys; sys.path.append("/lib/${name}.zip")`);
}).catch((error) => {
  delete added[name];
  throw Object.assign(error, { lacking: name });
});

/** @param {"download"|"read"} step @param {number} done @param {number} total of the running call, or of the boot */
const tell = (step, done, total) => {
  if (!bridge) return say("download");
  postMessage({ progress: { step, done, total } });
};

const MISSING = ["ModuleNotFoundError", "ImportError"]; // how Python says that of `import a.b` and `from a import b`

/** Do it; while a module is missing, once more with the next zip: letters, workbooks, all the rest. @param {() => any} act */
async function whole(act) {
  for (const next of ["letters", "tables", "rest", ""]) {
    try {
      return act();
    } catch (/** @type {any} */ error) {
      if (!MISSING.includes(error.type) || !next) throw error;
      tell("download", 0, files[next].bytes);
      await add(next);
      tell("read", 0, 0);
    }
  }
}

self.onmessage = async ({ data: { op, text } }) => {
  if (!op) return;
  try {
    postMessage({ answer: await whole(() => bridge(op, text, (done, total) => tell("read", done, total))) });
    add("letters").catch(() => {}); // in the background; asked for again when one is needed
  } catch (/** @type {any} */ error) {
    if (error.lacking) return postMessage({ lacking: String(error) });
    if (!error.type && !(error instanceof TypeError)) return die("fatal", error); // not Python's: the machine itself broke
    postMessage({ broken: String(error.message).trim().split("\n").pop() });
  }
};
boot().catch((error) => die(error instanceof TypeError ? "offline" : "fatal", error));

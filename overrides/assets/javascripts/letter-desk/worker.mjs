// The worker: boots our Python and answers calls, JSON text in, JSON text out. It knows neither letters nor pages.
// Posts {step, loaded, total} while booting ("ready" last), {answer} or {broken} for a call, {fatal, detail} when it ends.
import manifest from "../../runtime/manifest.mjs";

const { base, files, lock } = manifest; // base: where the files lie; files: {loader, glue, wasm, library, engine, full}: {path, bytes}
const url = (/** @type {string} */ name) => base + files[name].path;
const AWAITED = ["wasm", "library", "engine"];
const total = AWAITED.reduce((sum, name) => sum + files[name].bytes, 0);
const here = new Set();
/** @type {any} */ let python;
/** @type {(op: string, text: string) => string} */ let bridge;

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

/** From now on nothing but the runtime's own files can be asked for; a file that does not come ends the boot. */
function closeNet() {
  const net = self.fetch;
  self.fetch = async (what, options) => {
    const target = String(what);
    if (!Object.keys(files).some((name) => url(name) === target)) throw new TypeError("not a file of the runtime");
    const response = await net(target, options).catch((error) => error);
    if (!response.ok) die("offline", response.status ?? response);
    return response;
  };
}

/** Tell which files have come; when all have, the rest of the wait is Python's. */
function watchFiles() {
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const known = AWAITED.find((file) => url(file) === name);
      if (known && !bridge) say(here.add(known).size === AWAITED.length ? "python" : "download");
    }
  }).observe({ type: "resource" });
  say("download");
}

/** @param {string} name @param {string} place in Python's file system */
async function bring(name, place) {
  const data = await (await fetch(url(name))).arrayBuffer();
  return (/** @type {any} */ FS) => FS.writeFile(place, new Uint8Array(data));
}

async function boot() {
  if (await netIsOpen()) return die("csp", "the page's policy does not reach the worker");
  if (wasmIsRefused()) return die("unsupported", "WebAssembly");
  closeNet();
  watchFiles();
  const engine = bring("engine", "/lib/huikuan.zip");
  const { loadPyodide } = await import(url("loader"));
  python = await loadPyodide({
    stdLibURL: url("library"), lockFileContents: lock, env: { HOME: "/home/pyodide", PYTHONPATH: "/lib/huikuan.zip" },
    fsInit: async (/** @type {any} */ FS) => (await engine)(FS),
  });
  say("engine");
  bridge = await whole(() => python.pyimport("generator.bridge").call);
  say("ready");
}

/** A module that the pruned library lacks: bring the whole one, once, and let Python look there too. */
async function bringFull() {
  (await bring("full", "/lib/full.zip"))(python.FS);
  here.add("full");
  python.runPython(`
import sys
sys.path.append("/lib/full.zip")
for module in list(sys.modules.values()):
    path = getattr(module, "__path__", None)
    if isinstance(path, list):
        path += [place.replace(zip, "/lib/full.zip") for place in list(path) for zip in ("/lib/python314.zip", "/lib/huikuan.zip") if place.startswith(zip)]
`);
}

/** Do it; if the pruned library lacks a module, once more with the whole one. @param {() => any} act */
async function whole(act) {
  try {
    return act();
  } catch (/** @type {any} */ error) {
    if (error.type !== "ModuleNotFoundError" || here.has("full")) throw error;
    await bringFull();
    return act();
  }
}

self.onmessage = async ({ data: { op, text } }) => {
  try {
    postMessage({ answer: await whole(() => bridge(op, text)) });
  } catch (/** @type {any} */ error) {
    if (!error.type) return die("fatal", error); // not Python's: the machine itself broke
    postMessage({ broken: String(error.message).trim().split("\n").pop() });
  }
};
boot().catch((error) => die(error instanceof TypeError ? "offline" : "fatal", error));

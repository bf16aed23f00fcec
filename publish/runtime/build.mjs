// Makes the browser's Python: node build.mjs FOLDER. FOLDER holds engine.zip (sources) and samples.json;
// library and huikuan (what the first letter needs of the standard library and the engine), letters (what further letters
// and lists need), tables (what reads workbooks) and rest (all else) are put beside them as NAME.zip.gz, as bytecode.
// The compiled library is kept beside FOLDER, as it changes only with Pyodide and these scripts.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { loadPyodide, version } from "pyodide";

const [folder] = process.argv.slice(2).map((name) => path.resolve(name));
const here = path.dirname(new URL(import.meta.url).pathname);
const read = (name) => new Uint8Array(fs.readFileSync(path.join(folder, name)));
const write = (name, data) => fs.writeFileSync(path.join(folder, name), data);
const source = (name) => fs.readFileSync(path.join(here, name), "utf-8");
const env = { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" }; // the same bytes each time; lines without columns

/** A Pyodide with pack.py in it. */
async function packer() {
  const python = await loadPyodide({ env });
  python.runPython(source("pack.py"));
  return python;
}

/** The whole standard library as bytecode, made once. */
async function library() {
  const stamp = createHash("sha256").update(source("pack.py") + source("build.mjs")).digest("hex").slice(0, 12);
  const kept = path.join(folder, "..", `library-${version}-${stamp}.zip`);
  if (!fs.existsSync(kept)) {
    console.log("compiling the standard library");
    const python = await packer();
    const data = python.runPython('packed(compiled("/lib/python314.zip", "/lib/python314.zip"))').toJs();
    fs.writeFileSync(kept + ".part", data);
    fs.renameSync(kept + ".part", kept);
  }
  return kept;
}

process.on("uncaughtException", (error) => { // Node would print the whole line of minified code first
  console.error(String(error.message ?? error));
  process.exit(1);
});

const whole = await library();
const python = await packer();
const samples = fs.readFileSync(path.join(folder, "samples.json"), "utf-8");

/** What a function of rehearse.py returns, in a Pyodide of its own, started as the worker does. @param {Uint8Array} engine a zip @param {string} what */
async function rehearsed(engine, what) {
  const stage = await loadPyodide({
    stdLibURL: whole, env: { ...env, HOME: "/home/pyodide", PYTHONPATH: "/lib/huikuan.zip" },
    fsInit: async (FS) => FS.writeFile("/lib/huikuan.zip", engine),
  });
  stage.pyimport("huikuan_start");
  const start = [...stage.pyimport("sys").modules.keys()]; // to run what follows, Pyodide loads a good deal more
  stage.globals.set("samples", samples);
  stage.globals.set("start", stage.toPy(start));
  return stage.runPython(`${source("rehearse.py")}\n${what}(samples)`);
}

console.log("compiling the engine");
python.FS.writeFile("/engine.zip", read("engine.zip"));
const engine = python.runPython('import json; engine = compiled("/engine.zip", "/lib/huikuan.zip"); packed(engine)').toJs();

console.log("rehearsing every text");
python.globals.set("report", await rehearsed(engine, "rehearse"));
const learned = python.runPython("report = json.loads(report); engine |= caught(report); packed({**engine, **known(report, {})})").toJs();

console.log("rehearsing the first");
python.globals.set("begun", await rehearsed(learned, "rehearse_first"));

console.log("packing");
python.FS.writeFile("/library.zip", fs.readFileSync(whole));
const made = python.runPython('split(compiled("/library.zip", ""), engine, report, json.loads(begun))').toJs();
["library", "huikuan", "letters", "tables", "rest"].forEach((name, index) => write(`${name}.zip.gz`, made[index]));
process.kill(process.pid, "SIGKILL"); // exit() waits for V8's compiler threads, which has been seen to hang

// Stands in for the runtime's manifest.mjs in the worker: the files are answered from what the blob carries.

import create from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";
import { files, lock } from "runtime-files";
import { bytes, gunzip } from "./parts.mjs";

const base = "https://inline.invalid/";
const types = { wasm: "application/wasm" };
const net = self.fetch;
const answers = new Map(Object.keys(self.carried).map((name) => [base + files[name].path, name]));

self.fetch = async (what, options) => {
  const name = answers.get(String(what));
  if (!name) return net(what, options);
  const data = await gunzip(bytes(self.carried[name]));
  delete self.carried[name]; // each is asked for once; half of the memory comes back
  answers.delete(String(what));
  return new Response(data, { headers: { "content-type": types[name] ?? "application/zip" } });
};

const loader = {
  loadPyodide: (options) => loadPyodide({ ...options, indexURL: base + files.glue.path.replace(/[^/]*$/, ""), createPyodideModule: create }),
};

export default { base, files, lock, loader };

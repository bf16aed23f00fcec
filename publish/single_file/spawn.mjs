// Starts the worker of the desk in one file: its code and all it needs travel in one blob, decoded on the other side.
// The blob inherits this page's policy, which allows it no connection at all. It is a classic worker, as Chromium starts no
// module from a blob of a page opened as a file; Pyodide works in a module only, and tells by importScripts.

import { block } from "./parts.mjs";

const PARTS = ["wasm", "library", "engine", "letters", "tables"];
let stub = "";

/** @param {string} code of the worker */
export function prepare(code) {
  const parts = PARTS.flatMap((name) => [`${name}:"`, block(name), '",']);
  stub = URL.createObjectURL(new Blob(["self.importScripts=()=>{throw new TypeError()};self.carried={", ...parts, "};\n", code], { type: "text/javascript" }));
}

export const spawn = () => new Worker(stub);

/** Nothing but the code: the rest has come along. @param {WebAssembly.Module|null} code */
export const supplies = (code) => ({ wasm: Promise.resolve(code), library: Promise.resolve(null), engine: Promise.resolve(null) });

// Starts the engine's worker from a blob that carries what it needs, as in the desk in one file.

let stub = "";

/** @param {Record<string, string>} parts base64 @param {string} code of the worker */
export function prepare(parts, code) {
  const carried = Object.entries(parts).flatMap(([name, text]) => [`${name}:"`, text, '",']);
  stub = URL.createObjectURL(new Blob(["self.importScripts=()=>{throw new TypeError()};self.carried={", ...carried, "};\n", code], { type: "text/javascript" }));
}

export { supplies } from "../single_file/spawn.mjs";
export const spawn = () => new Worker(stub);

// Bundles the scripts of the desk in one file: node build.mjs FOLDER, where manifest.json lies (files and lock of the runtime).
// page.js and worker.js are put beside it.
import fs from "node:fs";
import path from "node:path";
import { rollup } from "rollup";

const [folder] = process.argv.slice(2).map((name) => path.resolve(name));
const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.join(here, "..", "..");
const pyodide = path.join(root, "node_modules", "pyodide");
const desk = path.join(root, "overrides", "assets", "javascripts", "letter-desk");
const { files, lock } = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf-8"));

/** Where our own modules stand in for the site's. */
const standIns = {
  name: "stand-ins",
  resolveId(name, from) {
    if (name === "pyodide") return path.join(pyodide, "pyodide.mjs");
    if (name === "pyodide/pyodide.asm.mjs") return path.join(pyodide, "pyodide.asm.mjs");
    if (name === "runtime-files") return "\0runtime-files";
    if (name.endsWith("/runtime/manifest.mjs")) return path.join(here, "manifest.mjs");
    if (name === "./spawn.mjs" && from?.startsWith(desk)) return path.join(here, "spawn.mjs");
    return null;
  },
  resolveImportMeta: (property) => (property === "url" ? '"https://inline.invalid/"' : null), // modules have no place of their own
  load: (name) => (name === "\0runtime-files" ? `export const files = ${JSON.stringify(files)}, lock = ${JSON.stringify(lock)};` : null),
};

for (const [name, input] of [["page", path.join(here, "page.mjs")], ["worker", path.join(desk, "worker.mjs")]]) {
  const bundle = await rollup({
    input, plugins: [standIns], external: /^node:|^(fs|path|url|vm|crypto|child_process|ws)$/,
    onwarn: (warning) => { if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message); },
  });
  await bundle.write({ file: path.join(folder, `${name}.js`), format: name === "page" ? "es" : "iife", inlineDynamicImports: true });
}
process.exit(0);

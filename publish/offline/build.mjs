// Bundles the pages' modules into one plain script, as no browser loads modules from files: node build.mjs INPUT OUTPUT
import path from "node:path";
import { rollup } from "rollup";

const [input, file] = process.argv.slice(2);
const here = path.dirname(new URL(import.meta.url).pathname);
const codes = path.join(here, "..", "..", "node_modules", "uqr", "dist", "index.mjs");

/** Where our own modules stand in for the site's, and what the site fetches stands in the script. */
const standIns = {
  name: "stand-ins",
  resolveId(name, from) {
    if (name.endsWith("letter-desk/engine.mjs") && !from.startsWith(here)) return path.join(here, "engine.mjs");
    if (name === "./spawn.mjs" && !from.startsWith(here)) return path.join(here, "spawn.mjs");
    return null;
  },
  transform(code, name) {
    if (!name.endsWith("/pages/qr-code.mjs")) return null;
    const [before, after, ...more] = code.split("import(LIBRARY)");
    if (after === undefined || more.length) throw new Error("qr-code.mjs fetches its library in another way");
    return { code: `${before}import(${JSON.stringify(codes)})${after}`.replace(/const LIBRARY = .*/, ""), map: null };
  },
};

const bundle = await rollup({ input, plugins: [standIns], onwarn: (warning) => { if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message); } });
await bundle.write({ file, format: "iife", inlineDynamicImports: true });
process.exit(0);

// Bundles the pages' modules into one plain script, as no browser loads modules from files: node build.mjs INPUT OUTPUT
import { rollup } from "rollup";

const [input, file] = process.argv.slice(2);
const bundle = await rollup({ input });
await bundle.write({ file, format: "iife", inlineDynamicImports: true });
process.exit(0);

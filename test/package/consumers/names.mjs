// Prints what each entry exports at run time: imported, and required.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const names = {};
for (const entry of process.argv.slice(2)) {
  names[entry] = {
    import: Object.keys(await import(entry)).sort(),
    require: Object.keys(require(entry)).sort(),
  };
}
console.log(JSON.stringify(names));

// Runs a bundle with what a page has, and nothing of Node's: no process, no Buffer, nothing to require.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const names = [
  ...[
    "AbortController",
    "AbortSignal",
    "Blob",
    "DOMException",
    "Event",
    "EventTarget",
    "FormData",
    "Headers",
    "MessageEvent",
  ],
  ...["ReadableStream", "Request", "Response", "TextDecoder", "TextEncoder", "TransformStream", "URL"],
  ...[
    "URLSearchParams",
    "WebSocket",
    "WritableStream",
    "atob",
    "btoa",
    "clearInterval",
    "clearTimeout",
    "console",
  ],
  ...["crypto", "fetch", "performance", "queueMicrotask", "setInterval", "setTimeout", "structuredClone"],
];
const page = createContext(Object.fromEntries(names.map((name) => [name, globalThis[name]])));
for (const name of ["self", "window"]) page[name] = runInContext("globalThis", page);

const [file] = process.argv.slice(2);
runInContext(readFileSync(file, "utf8"), page, { filename: file });

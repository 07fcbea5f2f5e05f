import { type Tour, tour } from "./tour.js";

/** What the page, or its worker, says in the end. */
export interface Report {
  readonly result: Tour | string;
  readonly violations: readonly string[];
}

const violations: string[] = [];

// These events come later than what they tell of, so that what went before this line is told as well.
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  violations.push(`${violatedDirective} ${blockedURI}`);
});

// The same program in the page itself and in a worker of it, wherever it finds itself.
const isWorker = typeof document === "undefined";
const parameters = new URLSearchParams(location.search);

function show(report: Report): void {
  const output = document.querySelector("output");
  if (output)
    output.textContent = JSON.stringify({ ...report, violations: [...violations, ...report.violations] });
}

if (isWorker || !parameters.has("worker")) {
  const result = await tour(parameters).catch(String);
  if (isWorker) postMessage({ result, violations });
  else show({ result, violations: [] });
} else {
  parameters.delete("worker");
  const worker = new Worker(`/program.js?${parameters}`, { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Report>) => show(data);
  worker.onerror = ({ message }) => show({ result: message, violations: [] });
}

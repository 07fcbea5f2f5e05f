// The package as it is published, on each runtime that it is for: npm run test:runtimes
import { pathToFileURL } from "node:url";
import { furnish } from "./checks/furnish.js";
import type { Outcome } from "./checks/suite.js";
import { makeConsumer } from "./consumer.js";
import { installRuntimes, pinnedVersions } from "./install.js";
import { checkFileRuntime, fileRuntimes, outcome, type Place, type Result } from "./runtimes.js";
import { ConformanceService, closedOrigin } from "./service.js";
import { type Facts, tableOf, tableOfReadme } from "./table.js";
import { checkWorkerd } from "./workerd.js";

const runs: Readonly<Record<string, (place: Place) => Promise<Result>>> = {
  ...Object.fromEntries(
    fileRuntimes.map((runtime) => [runtime.name, (place: Place) => checkFileRuntime(runtime, place)]),
  ),
  workerd: checkWorkerd,
};

const counts = { passed: 0, failed: 0 };

/** Counts outcomes, and says what has failed. */
function count(name: string, outcomes: readonly Outcome[]): boolean {
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  counts.failed += failed.length;
  counts.passed += outcomes.length - failed.length;
  for (const { check, problem } of failed) console.log(`FAILED on ${name}: ${check}\n  ${problem}`);
  return failed.length === 0;
}

async function runAll(place: Place): Promise<void> {
  const facts: Record<string, Facts> = {};
  const passing = new Set<string>();
  const queue = Object.entries(runs);
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, run] = next;
      const { outcomes, facts: found } = await run(place).catch(notStarted);
      facts[name] = found;
      const isFine = count(name, [...outcomes, versionOutcome(name, found.version)]);
      if (isFine) passing.add(name);
      console.log(
        `${isFine ? "passed" : "FAILED"} on ${name} ${found.version}: ${outcomes.length + 1} checks`,
      );
    }
  };
  // Two at a time: most of a run is waiting.
  await Promise.all([lane(), lane()]);
  const table = tableOf(facts, (name) => passing.has(name));
  console.log(`\n${table}\n`);
  count("all", [
    outcome("README: its table is this one", table === tableOfReadme(), "the README has another table"),
  ]);
}

function notStarted(error: unknown): Result {
  return { outcomes: [outcome("start: the runtime runs", false, String(error))], facts: {} };
}

function versionOutcome(name: string, version: string | undefined): Outcome {
  const pinned = pinnedVersions()[name];
  return outcome("start: its version is the pinned one", version === pinned, `${version}, not ${pinned}`);
}

await installRuntimes();
const consumer = await makeConsumer();
try {
  const { createSandbox } = await import(pathToFileURL(consumer.module("testing.js")).href);
  const service = await ConformanceService.start({ createSandbox, furnish });
  try {
    const { folder } = consumer;
    await runAll({
      folder,
      origin: service.origin,
      socketOrigin: service.socketOrigin,
      closedOrigin: await closedOrigin(),
    });
  } finally {
    await service.close();
  }
} finally {
  consumer.remove();
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

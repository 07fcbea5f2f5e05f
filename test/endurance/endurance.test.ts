import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// `npm run test:endurance` is the same at full size.
test("hundreds of calls, iterations left in the middle and many items leave nothing behind", async () => {
  const hooks = new URL("source-hooks.mjs", import.meta.url).href;
  const size = { ENDURANCE_CALLS: "300", ENDURANCE_ITERATIONS: "20", ENDURANCE_ITEMS: "10000" };
  const run = promisify(execFile)(process.execPath, ["--expose-gc", "--import", hooks, file("run.ts")], {
    env: { ...process.env, ...size },
  });
  const { stdout, stderr } = await run;
  const [calls, items] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(stderr).toBe("");
  expect(calls).toMatchObject({ run: "calls", listeners: 0, service: { busy: 0 } });
  expect(items).toMatchObject({ run: "items", items: 10_000, listeners: 0 });
  console.log(stdout);
}, 30_000);

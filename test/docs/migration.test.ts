import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubRealtime } from "../../src/realtime/index.js";

const changelog = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
const rows = [...changelog.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)];

test("the guide from 3.1.0 names each of its 29 methods, and calls that there are", () => {
  const pub = new PubClient({ organizationId: "1d3e1c2a-8a5e-11e3-9c1a-0800200c9a66", token: "t" });
  const objects = { ...pub, realtime: new PubRealtime(pub) };
  expect(new Set(rows.map(([, method]) => method)).size).toBe(29);
  for (const [, , calls = ""] of rows) {
    const paths = [...calls.matchAll(/`(\w+)\.(\w+)\(/g)];
    expect(paths, calls).not.toEqual([]);
    for (const [path, resource = "", method = ""] of paths) {
      expect(Reflect.get(Reflect.get(objects, resource), method), path).toBeTypeOf("function");
    }
  }
});

test("the guide names a watch beside each of the eleven streams, and beside no other method", () => {
  const watched = rows.filter(([, , calls = ""]) => calls.includes("`realtime."));
  const streams = rows.filter(([, method = ""]) => method.startsWith("stream"));
  expect(streams).toHaveLength(11);
  expect(watched).toEqual(streams);
});

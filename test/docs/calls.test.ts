import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PubClient } from "../../src/client.js";
import { callsTable } from "./calls-table.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const table = callsTable();

test("the README's table has every call, with the request that it makes and what it answers", () => {
  const rows = [...readme.matchAll(/^\| `\w+\.\w+\(.*\|$/gm)].map(([row]) => row.replace(/ +\|/g, " |"));
  expect(rows).toEqual(table);
});

test("and every call there is stands in it", () => {
  const pub = new PubClient({ organizationId: "1d3e1c2a-8a5e-11e3-9c1a-0800200c9a66" });
  const calls = Object.entries(pub).flatMap(([resource, calls]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(calls))
      .filter((name) => name !== "constructor")
      .map((name) => `${resource}.${name}`),
  );
  expect(calls.sort()).toEqual(table.map((row) => /\w+\.\w+/.exec(row)?.[0]).sort());
});

import { expect, test } from "vitest";
import { pinnedByTitle, tableOfReadme, versionsOf } from "./table.js";

test("the README names the versions that npm run test:runtimes tests", () => {
  expect(Object.keys(pinnedByTitle())).toHaveLength(6);
  expect(versionsOf(tableOfReadme())).toEqual(pinnedByTitle());
});

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The anchors of a page's headings, as GitHub and npm make them. */
function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

test.each(["README.md", "CHANGELOG.md"])("the links within %s and to other files lead somewhere", (page) => {
  const links = [...readFileSync(root + page, "utf8").matchAll(/\]\(([^)]+)\)/g)].map(
    ([, link = ""]) => link,
  );
  const dead = links.filter((link) => {
    if (/^https:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = root + (file || page);
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(dead).toEqual([]);
});

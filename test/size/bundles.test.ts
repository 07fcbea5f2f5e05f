import { beforeAll, describe, expect, it } from "vitest";
import { type Bundle, byEsbuild } from "./bundle.js";
import { entries } from "./entries.js";

/** What no bundle holds, by the files it would come from. (A module of Node fails the build itself, by its name.) */
const never: Readonly<Record<string, RegExp>> = {
  msw: /node_modules\/(msw|@mswjs)\//,
  ws: /node_modules\/ws\//,
  "the sandbox": /(^|\/)src\/testing\//,
  "zod's locales": /\/zod\/v4\/locales\//,
  "zod classic": /\/zod\/(v4\/classic|v3|index)/,
  "zod's compiler": /\/zod\/v4\/core\/(doc|compile)\./,
  "zod's JSON Schema": /\/zod\/v4\/core\/(to-json-schema|json-schema-\w+)\./,
};

const linkifier = { "the linkifier": /node_modules\/(linkify-it|uc\.micro)\// };
const realtime = { "what watches": /(^|\/)src\/realtime\// };
const zod = { zod: /node_modules\/zod\// };

const nor: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  everything: { ...linkifier, ...realtime },
  PubClient: { ...linkifier, ...realtime },
  "message of the root": { ...zod, ...linkifier },
  "/message": { "a dependency": /node_modules\// },
  "/linkify": { ...zod },
  "/realtime": linkifier,
};

/** Code made from strings. */
const evaluated = /\bFunction\s*\(|\beval\s*\(|\.constructor\s*\(\s*["'`]/;

/** The source behind the package's names: in the built files the folders are no longer told apart. */
const source = {
  "@giosg/pub-sdk/message": "./src/message/index.ts",
  "@giosg/pub-sdk/linkify": "./src/linkify/index.ts",
  "@giosg/pub-sdk/realtime": "./src/realtime/index.ts",
  "@giosg/pub-sdk": "./src/index.ts",
};

describe.each(entries)("the bundle of $name", ({ name, code }) => {
  let bundles: Readonly<Record<string, Bundle>>;

  beforeAll(async () => {
    bundles = { "from dist": await byEsbuild(code), "from the source": await byEsbuild(code, source) };
  });

  it("holds nothing that does not belong there", () => {
    const forbidden = Object.entries({ ...never, ...nor[name] });
    const found = Object.entries(bundles).flatMap(([by, { files }]) =>
      forbidden.flatMap(([what, place]) =>
        files
          .filter((file) => place.test(file))
          .map((file) => `${by}: ${what} (${file.replace(/^.*\/(?=node_modules\/)/, "")})`),
      ),
    );
    expect(found).toEqual([]);
  });

  it("makes no code from strings", () => {
    const found = Object.entries(bundles).flatMap(([by, bundle]) => {
      const at = bundle.code.search(evaluated);
      return at < 0 ? [] : [`${by}: ${bundle.code.slice(Math.max(0, at - 40), at + 60)}`];
    });
    expect(found).toEqual([]);
  });
});

it("the sandbox would be noticed, whatever its built files are called", async () => {
  const { files } = await byEsbuild(`export { createSandbox } from "@giosg/pub-sdk/testing";`);
  expect(files.some((file) => never["the sandbox"]?.test(file))).toBe(true);
});

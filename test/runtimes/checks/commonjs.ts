import { createRequire } from "node:module";
import * as esm from "@giosg/pub-sdk";
import { check, equal, failure, ok } from "./suite.ts";
import { overHttp } from "./world.ts";

const require = createRequire(import.meta.url);

check("CommonJS: every entry has the names of its ESM form", async () => {
  for (const entry of ["", "/message", "/linkify", "/schemas", "/testing"]) {
    const names = Object.keys(await import(`@giosg/pub-sdk${entry}`)).sort();
    equal(Object.keys(require(`@giosg/pub-sdk${entry}`)).sort(), names, `@giosg/pub-sdk${entry}`);
  }
});

check("CommonJS: its client works, and instanceof holds between the two copies", async (at) => {
  const cjs: typeof esm = require("@giosg/pub-sdk");
  ok(cjs.PubClient !== esm.PubClient, "the two are two copies");
  const world = overHttp(at, "status");
  const [{ token }] = world.users;
  const pub = new cjs.PubClient({ organizationId: world.organizationId, token, baseUrl: world.baseUrl });
  equal((await pub.channels.retrieve(world.channelId)).name, "Furnished");
  const error = await failure(
    pub.channels.list({}, { query: { status: 404 } }).firstPage(),
    esm.PubNotFoundError,
  );
  ok(error instanceof cjs.PubNotFoundError && esm.PubError.is(error), "both copies know it");
  ok(!(error instanceof esm.PubServerError), "it is of no other class");
});

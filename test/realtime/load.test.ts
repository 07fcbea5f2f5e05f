import { expect, test } from "vitest";
import { clientOf } from "../bench/bench.ts";
import { runLoad } from "../bench/load.ts";

test("over one real socket, a hundred paths are told of all that happens, once and in order", async () => {
  const load = { paths: 100, perSecond: 5_000, seconds: 1 };
  const figures = await runLoad(load, (baseUrl) => clientOf({ baseUrl }));
  expect(figures).toMatchObject({ sent: 5_000, received: 5_000, wrong: 0, connections: 1 });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = `
import { PubClient } from "./src/client.ts";
import { PubRealtime } from "./src/realtime/index.ts";
import { createSandbox } from "./src/testing/index.ts";

const sandbox = createSandbox();
const channel = sandbox.addChannel();
const server = await sandbox.listen();
const { organizationId, users } = sandbox;
const pub = new PubClient({ organizationId, accessToken: users[0].token, baseUrl: server.url });
const realtime = new PubRealtime(pub, { url: server.socketUrl });
const live = realtime.messages(channel.id).collection();
await live.ready;
setTimeout(() => sandbox.addMessage(channel.id));
for await (const change of realtime.messages(channel.id)) {
  console.log(change.action);
  break;
}
END
await server.close();
`;

test.each([
  ["realtime.close()", "realtime.close();"],
  ["the last watch is left", "live.close();"],
])("Node exits by itself after %s", async (_, end) => {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "./test/endurance/source-hooks.mjs",
      "--input-type=module",
      "--eval",
      program.replace("END", end),
    ],
    { cwd: fileURLToPath(new URL("../..", import.meta.url)), stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  // Only ends what hangs.
  const guard = setTimeout(() => child.kill(), 30_000);
  const [code] = await once(child, "exit");
  clearTimeout(guard);
  expect({ code, output }).toEqual({ code: 0, output: "added\n" });
});

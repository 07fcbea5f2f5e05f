import { PubBadRequestError, PubConnectionError, PubError, PubTimeoutError } from "@giosg/pub-sdk";
import { plantedText, plantedToken } from "./planted.ts";
import { check, ok, type Runtime, thrownBy } from "./suite.ts";
import { overHttp } from "./world.ts";

const faults = [
  ["echo", PubBadRequestError],
  ["cut", PubConnectionError],
  ["cut-body", PubConnectionError],
  ["stall", PubTimeoutError],
  ["refused", PubConnectionError],
] as const;

for (const [fault, type] of faults) {
  check(`printing: no token and no text in any print of an error (${fault})`, async (at) => {
    const world = overHttp(at, fault);
    const pub = world.client({
      token: plantedToken,
      maxRetries: 0,
      timeoutMs: fault === "stall" ? 100 : 10_000,
      ...(fault === "refused" && { baseUrl: at.closedOrigin }),
    });
    const error = await thrownBy(pub.messages.create(world.channelId, plantedText));
    ok(error instanceof type, `the error is a ${type.name}`);
    lookAt(at, error);
    lookAt(at, new Error("Around it", { cause: error }));
    lookAt(at, { error, pub });
    // The runner looks at what the runtime itself writes.
    console.error(error);
    console.log({ error, pub, list: pub.channels.list() });
    console.log(`${error}`, error.stack);
  });
}

check("printing: errors show name, message and facts", async (at) => {
  const world = overHttp(at, "status");
  const error = await thrownBy(
    world
      .client()
      .channels.list({}, { query: { status: 404 } })
      .firstPage(),
  );
  ok(PubError.is(error), "the error is the SDK's");
  ok(
    error.stack?.startsWith("PubNotFoundError: GET "),
    `a stack that begins with the name, not ${error.stack}`,
  );
  ok(String(error).startsWith("PubNotFoundError: GET "), "its text begins with the name");
  const printed = at.printers.map((print) => print(error));
  ok(
    printed.every((text) => text.includes(`PubNotFoundError: ${error.message}`) && /status: 404/.test(text)),
    String(printed),
  );
});

function lookAt(at: Runtime, value: object): void {
  const prints = [JSON.stringify(value), String(value), ...at.printers.map((print) => print(value))];
  for (const print of prints) {
    ok(!print.includes(plantedToken), "no token is printed");
    ok(!print.includes(plantedText), "no text is printed");
  }
}

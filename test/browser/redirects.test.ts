import { PubResponseError } from "@giosg/pub-sdk";
import { describe, expect, it } from "vitest";
import { errorOf, printed } from "./support/ends.js";
import { startService } from "./support/remote.js";

const token = "tok-7f3Kq9ZxW2vB5nM8";

describe.each([301, 302, 303, 307, 308])("a redirect with %i", (status) => {
  it("to another origin is not followed, and takes no token there", async () => {
    const [service, other] = await Promise.all([startService(), startService()]);
    const location = `${other.url}${service.root}/channels/${service.channelId}`;
    const answer = { status, headers: { location } };
    await service.play({ requests: [{ answer }, { answer }] });
    const pub = service.client({ token });
    const read = await errorOf(pub.channels.retrieve(service.channelId), PubResponseError);
    // The browser hides the status.
    expect(read).toMatchObject({ code: "invalid_response", status: 0, outcome: "no_effect" });
    const write = await errorOf(pub.messages.create(service.channelId, "Top secret"), PubResponseError);
    expect(write).toMatchObject({ status: 0, outcome: "unknown", messageId: expect.any(String) });
    expect(printed(read, write)).not.toContain(token);
    const { requests, preflights } = await other.record();
    expect([...requests, ...preflights]).toEqual([]);
    expect((await service.record()).requests).toHaveLength(2);
  });
});

it("a redirect within the service is not followed either", async () => {
  const service = await startService();
  const location = `${service.root}/channels`;
  await service.play({ requests: [{ answer: { status: 302, headers: { location } } }] });
  const error = await errorOf(service.client().channels.list().firstPage(), PubResponseError);
  expect(error.message).toContain("a redirect");
  expect((await service.record()).requests).toHaveLength(1);
});

it("a redirect of a public call is not followed either", async () => {
  const [service, other] = await Promise.all([startService(), startService()]);
  const answer = { status: 302, headers: { location: `${other.url}/api/pub/public/v1/` } };
  await service.play({ requests: [{ answer }] });
  await errorOf(service.client().conference.retrieveStreamStatus(service.channelId), PubResponseError);
  expect((await other.record()).requests).toEqual([]);
});

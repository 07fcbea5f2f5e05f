import { message, PubConflictError, PubConnectionError, PubError, PubHttpError } from "@giosg/pub-sdk";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ids } from "../support/wire-fixtures.js";
import { errorOf } from "./support/ends.js";
import { startService } from "./support/remote.js";

const cuts = ["cut before headers", "cut in body"] as const;
const lost = { fault: "cut before headers" } as const;

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

describe.each(cuts)("after a connection that was %s, with the effect made", (fault) => {
  it("a message is there once, and answered as it is there", async () => {
    const service = await startService({ keepAlive: false });
    await service.play({ requests: [{ fault }] });
    const sent = await service.client().messages.create(service.channelId, "Hello");
    const { requests, messages } = await service.record();
    expect(messages).toEqual([{ id: sent.id, body: sent.body }]);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
    expect(requests[1]?.text).toBe(requests[0]?.text);
  });

  it("a member is there once, and answered as it is there", async () => {
    const service = await startService({ keepAlive: false });
    await service.play({ requests: [{ fault }] });
    const userId = service.users[1]?.id ?? "";
    const member = await service.client().members.add(service.channelId, userId);
    expect(member.member_id).toBe(userId);
    const { requests } = await service.record();
    expect(requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  });
});

it("a DELETE whose answer was lost has succeeded where its repeat finds nothing", async () => {
  const service = await startService({ keepAlive: false });
  await service.play({ requests: [lost] });
  await service.client().channels.delete(service.channelId);
  const { requests, channels } = await service.record();
  expect(requests.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  expect(channels).toEqual([]);
});

it("an answer that is lost each time leaves a message that can be sent again under its id", async () => {
  const service = await startService({ keepAlive: false });
  await service.play({ requests: [lost, lost, lost] });
  const { messages } = service.client();
  const payload = message("Hello").toPayload();
  const error = await errorOf(messages.create(service.channelId, payload), PubConnectionError);
  expect(error).toMatchObject({ outcome: "unknown", messageId: payload.id });
  const sent = await messages.create(service.channelId, payload);
  expect(sent.id).toBe(payload.id);
  expect((await service.record()).messages).toHaveLength(1);
});

it("the read-back may be lost too: then the refusal stands, as unknown", async () => {
  const service = await startService({ keepAlive: false });
  await service.play({ requests: [lost, {}, lost, lost, lost] });
  const error = await errorOf(service.client().messages.create(service.channelId, "Hello"), PubConflictError);
  expect(error).toMatchObject({ outcome: "unknown", messageId: expect.any(String) });
  expect((await service.record()).messages).toHaveLength(1);
});

it("another message under an id that is taken is refused", async () => {
  const service = await startService();
  const { messages } = service.client();
  await messages.create(service.channelId, message("Hello").withId(ids.newMessage));
  const error = await errorOf(
    messages.create(service.channelId, message("Goodbye").withId(ids.newMessage)),
    PubConflictError,
  );
  expect(error).toMatchObject({ status: 409, messageId: ids.newMessage });
  expect((await service.record()).messages).toHaveLength(1);
});

it("a refusal that is none of the id's stands, and nothing is read back", async () => {
  const service = await startService();
  const refused = { status: 400, body: { notify_users: ["Unknown user."] } };
  await service.play({ requests: [{ answer: refused }] });
  const content = message("Hello").mention(ids.otherUser, "Maija");
  const error = await errorOf(service.client().messages.create(service.channelId, content), PubHttpError);
  expect(error.fieldErrors).toEqual({ notify_users: ["Unknown user."] });
  expect(error.outcome).toBe("no_effect");
  expect(PubError.is(error)).toBe(true);
  expect((await service.record()).requests).toHaveLength(1);
});

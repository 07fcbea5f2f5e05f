import { type PubInvalidEvent, PubResponseError } from "@giosg/pub-sdk";
import { describe, expect, it } from "vitest";
import * as wire from "../support/wire-fixtures.js";
import { errorOf } from "./support/ends.js";
import { type RemoteService, startService } from "./support/remote.js";

async function receiving(body: unknown): Promise<RemoteService> {
  const service = await startService();
  await service.play({ requests: [{ answer: { status: 200, body } }] });
  return service;
}

const drifted = { ...wire.channel, name: 7, created_at: "yesterday" };
const issues = [
  { path: ["name"], message: "expected a string" },
  { path: ["created_at"], message: "expected an ISO 8601 date/time" },
];
const inOrder = (list: readonly { readonly path: readonly unknown[] }[]) =>
  list.toSorted((a, b) => String(b.path).localeCompare(String(a.path)));

describe("an answer that is not what the API promises", () => {
  it("is an error that names path and expectation, and no value", async () => {
    const service = await receiving(drifted);
    const error = await errorOf(service.client().channels.retrieve(service.channelId), PubResponseError);
    expect(inOrder(error.issues)).toEqual(issues);
    expect(error).toMatchObject({
      code: "invalid_response",
      status: 200,
      method: "GET",
      outcome: "no_effect",
    });
    expect(error.message).not.toContain("yesterday");
    expect((await service.record()).requests).toHaveLength(1);
  });

  it("is handed over as received where it is only to be reported", async () => {
    const service = await receiving(drifted);
    const events: PubInvalidEvent[] = [];
    const pub = service.client({ onInvalid: "report", hooks: { invalid: (event) => events.push(event) } });
    expect(await pub.channels.retrieve(service.channelId)).toEqual(drifted);
    expect(events.map(({ method, path }) => [method, path])).toEqual([
      ["GET", `${service.root}/channels/${service.channelId}`],
    ]);
    expect(inOrder(events[0]?.issues ?? [])).toEqual(issues);
  });

  it("is reported of one call where only that call says so", async () => {
    const service = await receiving(wire.pageOf(drifted));
    const list = service.client().channels.list({}, { onInvalid: "report" });
    expect(await list.toArray({ limit: 1 })).toEqual([drifted]);
  });

  it("fails in any case where it is no JSON", async () => {
    const service = await receiving("<html>");
    const call = service.client({ onInvalid: "report" }).channels.retrieve(service.channelId);
    await errorOf(call, PubResponseError);
  });
});

it("what a service may add one day passes through untouched", async () => {
  const poll = { type: "poll", question: "Lunch?", options: ["12", "13"] };
  const body = { version: 4, chunks: [poll, ...wire.chunks] };
  const later = { ...wire.message, type: "whisper", body };
  const service = await receiving(wire.withUnknownFields(later));
  const received = await service.client().messages.retrieve(service.channelId, wire.ids.message);
  expect(received).toEqual(wire.withUnknownFields(later));
});

it("a known chunk with a missing field is an error", async () => {
  const body = { version: 3, chunks: [{ type: "text" }] };
  const service = await receiving({ ...wire.message, body });
  const call = service.client().messages.retrieve(service.channelId, wire.ids.message);
  expect((await errorOf(call, PubResponseError)).issues).toEqual([
    { path: ["body", "chunks", 0, "text"], message: "expected a string" },
  ]);
});

import { beforeEach, describe, expect, test } from "vitest";
import {
  ActiveConferenceSchema,
  type Channel,
  LiveStreamSchema,
  pageSchema,
  RecordedStreamSchema,
  StreamInputSchema,
  StreamSessionSchema,
} from "../../src/schemas/index.js";
import { createSandbox, type Sandbox, type SandboxUser } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, userAt } from "./ask.js";

let sandbox: Sandbox;
let stranger: SandboxUser;
let channel: Channel;
let path: string;
beforeEach(() => {
  sandbox = createSandbox();
  stranger = userAt(sandbox, 1);
  channel = sandbox.addChannel({ name: "Studio" });
  path = `/channels/${channel.id}/conference`;
});

describe("a stream", () => {
  test("is not there, is made, and is the same from then on", async () => {
    expect(await ask(sandbox, "GET", `${path}/create_stream`)).toMatchObject({ status: 404 });
    const stream = await expectAnswer(ask(sandbox, "POST", `${path}/create_stream`), 201, LiveStreamSchema);
    expect(stream).not.toHaveProperty("latency_mode");
    for (const method of ["GET", "POST"]) {
      expect(
        await expectAnswer(ask(sandbox, method, `${path}/create_stream`), 200, LiveStreamSchema),
      ).toEqual(stream);
    }
    expect(sandbox.data.streams).toHaveLength(1);
  });

  test("takes settings, and answers with all of them", async () => {
    const post = (body: object) => ask(sandbox, "POST", `${path}/create_stream`, { body });
    const stream = await expectAnswer(post({ latency_mode: "low" }), 201, LiveStreamSchema);
    expect(stream).toMatchObject({ latency_mode: "low", reconnect_timeout: 0, slate_image_url: null });
    const changed = await expectAnswer(post({ reconnect_timeout: 30 }), 200, LiveStreamSchema);
    expect(changed).toEqual({ ...stream, reconnect_timeout: 30 });
    expect(await post({ latency_mode: "none", reconnect_timeout: -1, slate_image_url: "x" })).toMatchObject({
      status: 400,
      body: {
        latency_mode: ['"none" is not a valid choice.'],
        reconnect_timeout: ["Ensure this value is greater than or equal to 0."],
        slate_image_url: ["Enter a valid URL."],
      },
    });
  });

  test("keeps its key from those who are not members", async () => {
    sandbox.addStream(channel.id);
    for (const method of ["GET", "POST"]) {
      expect(await ask(sandbox, method, `${path}/create_stream`, { as: stranger })).toMatchObject({
        status: 403,
      });
    }
    expect(await ask(sandbox, "GET", "/conference/streams")).not.toHaveProperty("body.results.0.stream_key");
  });

  test("stands in the organization's list, for those who see the channel", async () => {
    const hidden = sandbox.addChannel({ is_private: true });
    const { created, input } = sandbox.addStream(channel.id);
    sandbox.addStream(hidden.id);
    const list = (as?: SandboxUser) =>
      expectAnswer(ask(sandbox, "GET", "/conference/streams", { as }), 200, pageSchema(StreamInputSchema));
    const { rtmps_url, view_url, stream_uid: uid } = input;
    expect((await list(stranger)).results).toEqual([
      { channel: channel.id, channel_name: "Studio", created, uid, rtmps_url, view_url },
    ]);
    expect((await list()).results).toHaveLength(2);
  });

  test("tells everybody its status and viewers, as the data has them", async () => {
    const open = `/api/pub/public/v1/orgs/${sandbox.organizationId}${path}`;
    const headers = { authorization: "" };
    expect(await ask(sandbox, "GET", `${open}/stream_status`, { headers })).toMatchObject({ status: 404 });
    const stream = sandbox.addStream(channel.id, {
      status: { is_connected: true, seconds_until_watchable: 12 },
    });
    expect(await ask(sandbox, "GET", `${open}/stream_status`, { headers })).toMatchObject({
      status: 200,
      body: { is_connected: true, is_watchable: false, seconds_until_watchable: 12 },
    });
    stream.status.is_watchable = true;
    stream.viewer_count = 42;
    expect(await ask(sandbox, "GET", `${open}/stream_status`)).toMatchObject({
      body: { is_watchable: true },
    });
    expect(await ask(sandbox, "GET", `${open}/stream_viewer_count`)).toMatchObject({
      body: { viewer_count: 42 },
    });
  });
});

test("recordings come newest first", async () => {
  const old = sandbox.addRecordedStream(channel.id, { created: "2023-02-03T10:59:18.608491Z" });
  const young = sandbox.addRecordedStream(channel.id, { duration: -1, meta: { name: "Keynote" } });
  sandbox.addRecordedStream(sandbox.addChannel().id);
  const list = ask(sandbox, "GET", `${path}/recorded_streams`);
  expect((await expectAnswer(list, 200, pageSchema(RecordedStreamSchema))).results).toEqual([young, old]);
});

test("a session is one at a time, and null when it is over", async () => {
  const session = (action: string) =>
    expectAnswer(
      ask(sandbox, "POST", `${path}/stream_session`, { body: { action } }),
      200,
      StreamSessionSchema,
    );
  const { stream_session_id: first } = await session("start");
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(await session("start")).toEqual({ stream_session_id: first });
  expect(await session("stop")).toEqual({ stream_session_id: null });
  expect(await session("stop")).toEqual({ stream_session_id: null });
  expect((await session("start")).stream_session_id).not.toBe(first);
  expect(await ask(sandbox, "POST", `${path}/stream_session`, { body: { action: "pause" } })).toMatchObject({
    status: 400,
    body: { action: ['"pause" is not a valid choice.'] },
  });
});

test("a conference token is for members, who say who they are", async () => {
  const context = {
    group: sandbox.organizationId,
    user: { id: sandbox.users[0].id, name: "Maija", email: "m@example.com", avatar: null },
  };
  const post = (body: object, as?: SandboxUser) => ask(sandbox, "POST", `${path}/token`, { body, as });
  expect(await post(context)).toMatchObject({
    status: 200,
    body: { token_type: "bearer", expires_in: 3600 },
  });
  expect(await post(context, stranger)).toMatchObject({ status: 403 });
  expect(await post({ ...context, group: nobody })).toMatchObject({
    status: 400,
    body: { group: [expect.any(String)] },
  });
  expect(await post({ group: "x", user: { id: "" } })).toMatchObject({
    status: 400,
    body: {
      group: ["Must be a valid UUID."],
      user: { id: ["This field may not be blank."], name: ["This field is required."] },
    },
  });
});

test("a user's conferences are those of the channels joined, with whether the user is in them", async () => {
  const { participants } = sandbox.addConference(channel.id, [stranger.id]);
  sandbox.addConference(sandbox.addChannel({ creator: stranger.id }).id);
  const list = async () => {
    const reply = ask(sandbox, "GET", `/users/${sandbox.users[0].id}/active_conferences`);
    return (await expectAnswer(reply, 200, pageSchema(ActiveConferenceSchema))).results;
  };
  expect(await list()).toEqual([{ channel_id: channel.id, participant_count: 1, joined: false }]);
  participants.push(sandbox.users[0].id);
  expect(await list()).toEqual([{ channel_id: channel.id, participant_count: 2, joined: true }]);
});

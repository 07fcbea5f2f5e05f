import { PubAuthenticationError, PubInputError, type TokenFunction } from "@giosg/pub-sdk";
import { describe, expect, it, vi } from "vitest";
import { errorOf, rejectionOf } from "./support/ends.js";
import { type RemoteService, startService } from "./support/remote.js";

const authorizations = async (service: RemoteService) =>
  (await service.record()).requests.map(({ headers }) => headers.authorization);

describe("a token function", () => {
  it("is asked once for calls that arrive together, and before each attempt", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const service = await startService();
    await service.play({ requests: [{ answer: { status: 503 } }] });
    const good = service.users[0]?.token ?? "";
    const token = vi.fn(async () => good);
    const { channels } = service.client({ token });
    await Promise.all([1, 2, 3].map(() => channels.list().firstPage()));
    // Once for the three of them, and once for the repeat.
    expect(token.mock.calls).toEqual([[{ refresh: false }], [{ refresh: false }]]);
    expect(await authorizations(service)).toEqual(Array(4).fill(`Token ${good}`));
  });

  it("is asked for another after a 401, once for all calls, and the requests are repeated", async () => {
    const service = await startService();
    const good = service.users[0]?.token ?? "";
    const accessToken = vi.fn<TokenFunction>(async ({ refresh }) => (refresh ? good : "expired"));
    const { channels, messages } = service.client({ accessToken });
    const [sent] = await Promise.all([
      messages.create(service.channelId, "Hello"),
      channels.create({ name: "Once", description: "" }),
      channels.list().firstPage(),
    ]);
    expect(accessToken.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1);
    const record = await service.record();
    expect(record.messages).toEqual([{ id: sent.id, body: sent.body }]);
    expect(record.channels.filter((name) => name === "Once")).toHaveLength(1);
    const sentWith = await authorizations(service);
    expect(sentWith.filter((header) => header === "Bearer expired")).toHaveLength(3);
    expect(sentWith.filter((header) => header === `Bearer ${good}`)).toHaveLength(3);
  });

  it("whose second token is refused as well ends in the service's 401", async () => {
    const service = await startService();
    const token = vi.fn(() => "nobody's");
    const error = await errorOf(
      service.client({ token }).channels.list().firstPage(),
      PubAuthenticationError,
    );
    expect(error).toMatchObject({ status: 401, code: "unauthenticated", outcome: "no_effect" });
    expect(error.detail).toBe("Invalid token.");
    expect(await authorizations(service)).toEqual(["Token nobody's", "Token nobody's"]);
  });

  it("throws what it throws to the caller, and nothing is sent", async () => {
    const service = await startService();
    const reason = new DOMException("signed out", "InvalidStateError");
    const pub = service.client({ token: () => Promise.reject(reason) });
    expect(await rejectionOf(pub.channels.list().firstPage())).toBe(reason);
    const { requests, preflights } = await service.record();
    expect([...requests, ...preflights]).toEqual([]);
  });
});

it("a token that is a string is not asked for, and a 401 stands", async () => {
  const service = await startService();
  await errorOf(service.client({ token: "expired" }).channels.list().firstPage(), PubAuthenticationError);
  expect(await authorizations(service)).toEqual(["Token expired"]);
});

it("without a token only the public calls are made", async () => {
  const service = await startService();
  const pub = service.client({ token: undefined });
  await errorOf(pub.channels.list().firstPage(), PubInputError);
  const { requests, preflights } = await service.record();
  expect([...requests, ...preflights]).toEqual([]);
});

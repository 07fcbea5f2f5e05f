import { describe, expect, it } from "vitest";
import { endpointTable } from "../support/endpoint-table.js";
import { ids, withUnknownFields } from "../support/wire-fixtures.js";
import { type RemoteService, startService } from "./support/remote.js";

const rows = endpointTable();
const organizationId = ids.organization;

/** A service that gives each request the same answer. */
async function answering(status: number, body: unknown): Promise<RemoteService> {
  const service = await startService();
  await service.play({ requests: [{ answer: { status, body } }, { answer: { status, body } }] });
  return service;
}

describe.each(rows)("$name", (row) => {
  it("arrives as the API documents it, and nothing besides", async () => {
    const service = await answering(row.status, row.answer);
    await row.call(service.client({ organizationId, token: "api-token-1" }));
    const { requests } = await service.record();
    expect(requests).toHaveLength(1);
    const { method, path, query, headers, text } = requests[0] ?? expect.fail();
    expect(`${method} ${path}`).toBe(`${row.method} ${row.path}`);
    expect(query).toEqual(row.query);
    expect(text === "" ? undefined : JSON.parse(text)).toEqual(row.sent);
    expect(headers.accept).toBe("application/json");
    expect(headers.authorization).toBe(row.isPublic ? undefined : "Token api-token-1");
    expect(headers["content-type"]).toBe(row.sent === undefined ? undefined : "application/json");
  });

  it("answers what the service sent, with fields that came later", async () => {
    const service = await answering(row.status, withUnknownFields(row.answer));
    const result = await row.call(service.client({ organizationId }));
    expect(result).toStrictEqual(withUnknownFields(row.result));
  });

  it(row.isPublic ? "needs no preflight" : "needs one preflight, for what the service allows", async () => {
    const service = await answering(row.status, row.answer);
    await row.call(service.client({ organizationId }));
    await row.call(service.client({ organizationId, accessToken: async () => "oauth.access-token" }));
    const { preflights } = await service.record();
    const asked = preflights.map(({ path, headers }) => ({
      path,
      method: headers["access-control-request-method"],
      headers: headers["access-control-request-headers"],
    }));
    const expected = {
      path: row.path,
      method: row.method,
      headers: row.sent === undefined ? "authorization" : "authorization,content-type",
    };
    expect(asked).toEqual(row.isPublic ? [] : [expected, expected]);
  });
});

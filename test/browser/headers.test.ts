import { describe, expect, it } from "vitest";
import { endpointTable } from "../support/endpoint-table.js";
import { ids } from "../support/wire-fixtures.js";
import { startService } from "./support/remote.js";

describe.each(endpointTable())("$name with headers of the application's own", (row) => {
  it("is sent from a page without them", async () => {
    const service = await startService();
    await service.play({ requests: [{ answer: { status: row.status, body: row.answer } }] });
    const pub = service.client({ organizationId: ids.organization });
    const headers = { "X-Trace": "1", "X-Nothing": undefined, "Accept-Language": "fi" };
    expect(await row.call(pub, row.ids, { headers })).toEqual(row.result);
    const { requests, preflights } = await service.record();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers).not.toHaveProperty("x-trace");
    // This one needs no preflight, but is the browser's business.
    expect(requests[0]?.headers["accept-language"]).not.toBe("fi");
    expect(preflights).toHaveLength(row.isPublic ? 0 : 1);
  });
});

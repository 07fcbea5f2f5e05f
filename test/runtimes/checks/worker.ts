// The checks in workerd, each request running all of them: bundled, as workers are.
import "./all.ts";
import { checkSharedClient } from "./shared-client.ts";
import { type Outcome, runChecks } from "./suite.ts";

interface Environment {
  readonly origin: string;
  readonly closedOrigin: string;
}

const unhandled: string[] = [];
addEventListener("unhandledrejection", (event: { readonly reason?: unknown }) => {
  unhandled.push(String(event.reason));
});

export default {
  async fetch(request: Request, { origin, closedOrigin }: Environment): Promise<Response> {
    const shared = await checkSharedClient(request, origin);
    if (shared) return shared;
    const outcomes: Outcome[] = [];
    const at = { name: "workerd", origin, closedOrigin, printers: [], facts: {} };
    await runChecks(at, (outcome) => outcomes.push(outcome));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const problem = unhandled.join("; ");
    outcomes.push({ check: "end: no rejection is unhandled", ...(problem && { problem }) });
    return Response.json({ outcomes, facts: at.facts });
  },
};

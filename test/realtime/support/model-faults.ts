import type { Sandbox } from "../../../src/testing/index.js";

/** Sets a fault; answers what undoes it, where it lasts. */
type Fault = (sandbox: Sandbox, size: number) => (() => void) | undefined;

/** What goes wrong. */
export const modelFaults: Readonly<Record<string, Fault>> = {
  drop: ({ sockets }) => void sockets.drop(),
  restart: ({ sockets }, size) => sockets.restart({ downMs: 500 * size }),
  refuseConnections: ({ sockets }, size) => sockets.refuseConnections(size ? { times: size } : {}),
  stall: ({ sockets }) => void sockets.stall(),
  mute: ({ sockets }) => sockets.mute(),
  delay: ({ sockets }, size) => sockets.delay(1 + 300 * size),
  duplicate: ({ sockets }, size) => sockets.duplicate(1 + size),
  reorder: ({ sockets }, size) => sockets.reorder(2 + size),
  expire: (sandbox) => void sandbox.expireToken(sandbox.users[0].token),
  "refused with 500": ({ sockets }) => sockets.refuse(/./, { code: 500, times: 2 }),
  "reads 503": (sandbox, size) => sandbox.fail({ method: "GET", times: 1 + 2 * size, with: { status: 503 } }),
  "reads 429": (sandbox, size) =>
    sandbox.fail({ method: "GET", times: 1 + size, with: { status: 429, retryAfter: size } }),
  "reads dropped": (sandbox, size) =>
    sandbox.fail({ method: "GET", times: 1 + 2 * size, after: size % 2, with: "drop" }),
  "reads slow": (sandbox, size) =>
    sandbox.fail({ method: "GET", times: 1 + 4 * size, with: { latencyMs: 700 * size } }),
  "answers cut": (sandbox) => sandbox.fail({ method: "GET", times: 1, with: "cut-body" }),
};

/** What may make frames come twice, late or in another order. */
export const garbling: readonly string[] = ["duplicate", "reorder"];

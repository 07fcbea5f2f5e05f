import { refuse } from "../../errors/input-error.js";
import { longestTimerMs } from "../../http/sleep.js";
import { checkCount, checkFields, checkId } from "../checks.js";
import { checkPath, checkTimes } from "../faults/check-rule.js";
import type { People } from "../store/people.js";
import type { Hub } from "./hub.js";
import type { RefuseConnectionsOptions, RefuseOptions, RestartOptions, SandboxSockets } from "./sockets.js";

const refuseFields: Readonly<Record<keyof RefuseOptions, true>> = { code: true, times: true };
const connectionFields: Readonly<Record<keyof RefuseConnectionsOptions, true>> = { times: true };
const restartFields: Readonly<Record<keyof RestartOptions, true>> = { downMs: true };
const always = Number.POSITIVE_INFINITY;

/** A hub's sockets, as they are handed out. */
export function makeSockets(
  hub: Hub,
  people: People,
  expireToken: (token: string) => string,
): SandboxSockets {
  const { faults } = hub;
  return {
    get open() {
      return hub.sessions.length;
    },
    get subscriptions() {
      return hub.sessions.flatMap(({ views }) =>
        [...views].map(({ path, userId }) => ({ channel: path, userId })),
      );
    },
    drop: () => {
      for (const session of hub.sessions) hub.cut(session);
    },
    restart: (options = {}) => {
      checkFields("sandbox.sockets.restart", "option", options, restartFields);
      const { downMs } = options;
      const reopen = faults.goDown(downMs === undefined ? undefined : checkMs("downMs", downMs));
      hub.restart();
      return reopen;
    },
    refuse: (path, options = {}) => {
      checkFields("sandbox.sockets.refuse", "option", options, refuseFields);
      const { code = 403, times = always } = options;
      return faults.refuse(checkPath(path), checkCount("code", code, 400, 599), checkTimes(times));
    },
    refuseConnections: (options = {}) => {
      checkFields("sandbox.sockets.refuseConnections", "option", options, connectionFields);
      return faults.refuseConnections(checkTimes(options.times ?? always));
    },
    stall: () => {
      for (const session of hub.sessions) session.freeze();
    },
    mute: () => faults.mute(),
    delay: (ms) => faults.delay(checkMs("ms", ms)),
    duplicate: (times = 1) => faults.duplicate(checkCount("times", times, 1, 1000)),
    reorder: (count = 2) => {
      const end = faults.reorder(checkCount("count", count, 2, 10_000));
      return () => {
        end();
        for (const session of hub.sessions) session.release();
      };
    },
    expire: (userId = people.users[0].id) => {
      const user = people.users.find(({ id }) => id === checkId("userId", userId));
      return expireToken(user?.token ?? refuse("userId", "the id of a user of the sandbox"));
    },
  };
}

function checkMs(name: string, ms: number): number {
  const isFine = typeof ms === "number" && ms >= 0 && ms <= longestTimerMs;
  return isFine ? ms : refuse(name, `a number from 0 to ${longestTimerMs}`);
}

import type { FaultRule, Sandbox } from "@giosg/pub-sdk/testing";
import type { Way } from "./calls.js";

/** Lets a sandbox fail, and no longer. */
export function failing(sandbox: Sandbox): Pick<Way, "fail" | "repair"> {
  const restores: (() => void)[] = [];
  return {
    fail: (rule: FaultRule) => void restores.push(sandbox.fail(rule)),
    repair: () => {
      for (const restore of restores.splice(0)) restore();
    },
  };
}

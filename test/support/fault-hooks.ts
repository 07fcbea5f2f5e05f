import type { PubHooks } from "../../src/http/hooks.js";

/** What a hook was told. */
export type Told = readonly [hook: keyof PubHooks, event: Record<string, unknown>];

/** Hooks that write down what they are told, at once. */
export function recorder() {
  const told: Told[] = [];
  const note = (hook: keyof PubHooks) => (event: object) => {
    told.push([hook, { ...event }]);
  };
  const hooks: PubHooks = {
    request: note("request"),
    response: note("response"),
    retry: note("retry"),
    error: note("error"),
    invalid: note("invalid"),
  };
  return { told, hooks };
}

import type { Received } from "../http/call.js";
import type { CheckedRule } from "./check-rule.js";
import type { Fault } from "./fault.js";

/** A rule that applies to a request, until it has been used as often as it may. */
export interface ActiveRule {
  readonly fault: Fault;
  /** To be called when the fault happens. */
  readonly use: () => void;
}

/** The rules that are in force, oldest first. */
export class FaultRules {
  readonly #rules = new Set<Rule>();

  /** Puts a rule in force; the function that is answered takes it away. */
  add(checked: CheckedRule): () => void {
    const rule = new Rule(checked);
    this.#rules.add(rule);
    return () => {
      this.#rules.delete(rule);
    };
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The rules that apply to a request, which counts for all rules that it fits. To be called once for each. */
  for(received: Received): readonly ActiveRule[] {
    return [...this.#rules].filter((rule) => rule.meet(received));
  }
}

class Rule implements ActiveRule {
  readonly fault: Fault;
  readonly #checked: CheckedRule;
  #met = 0;
  #used = 0;

  constructor(checked: CheckedRule) {
    this.#checked = checked;
    this.fault = checked.fault;
  }

  meet(received: Received): boolean {
    if (!fits(this.#checked, received)) return false;
    this.#met += 1;
    return this.#met > this.#checked.after && this.#used < this.#checked.times;
  }

  readonly use = (): void => {
    this.#used += 1;
  };
}

function fits({ method, path }: CheckedRule, received: Received): boolean {
  if (method !== undefined && method !== received.method) return false;
  if (path === undefined) return true;
  const { pathname, search } = received.url;
  // `search` looks from the beginning, also with a pattern that is `g` or `y`.
  if (path instanceof RegExp) return pathname.search(path) >= 0 || (pathname + search).search(path) >= 0;
  const below = pathname.replace(/^\/api\/pub\/(?:public\/)?v1\/orgs\/[^/]+/, "");
  return pathname.startsWith(path) || below.startsWith(path);
}

import { expect, vi } from "vitest";
import { PubClient } from "../../../src/client.js";
import { PubRealtime } from "../../../src/realtime/index.js";
import type { Message } from "../../../src/schemas/message.js";
import { createSandbox, type Sandbox } from "../../../src/testing/index.js";
import { ask } from "../../testing/ask.js";
import { type Item, type Kind, kindOf, type Live, type Places } from "./kinds.js";
import { type Act, perform, touch } from "./model-acts.js";
import { garbling, modelFaults } from "./model-faults.js";
import { checkCollection, ObservedLoop, type Rows } from "./observed.js";
import { SlowLoop } from "./slow-loop.js";
import { pass, turn } from "./time.js";

/** What happens next in a model. */
export type Step =
  | ({ readonly does: "act" } & Act)
  | { readonly does: "fault"; readonly name: string; readonly size: number }
  | { readonly does: "heal" }
  | { readonly does: "wait"; readonly ms: number }
  | { readonly does: "loop"; readonly kind: number; readonly limit: number | undefined }
  | { readonly does: "collect"; readonly kind: number; readonly ordering: number; readonly limit: number }
  | { readonly does: "slow loop"; readonly maxQueue: number }
  | { readonly does: "take one" }
  | { readonly does: "more"; readonly which: number }
  | { readonly does: "leave"; readonly which: number };

interface Collected {
  readonly kind: Kind;
  readonly ordering: string | undefined;
  readonly live: Live;
}

const verifyMs = 20_000;
const pollMs = 5_000;
const pageSize = 3;

/** A service, users who write, faults, and one who watches. */
export class ModelWorld {
  readonly #sandbox: Sandbox;
  readonly #places: Places;
  readonly #realtime: PubRealtime;
  readonly #loops: ObservedLoop[] = [];
  readonly #collected: Collected[] = [];
  readonly #allowed = { isGarbled: false };
  readonly #isCoarse: boolean;
  #slow: SlowLoop<Message> | undefined;
  #undo: (() => void)[] = [];
  /** Whether there may be a socket over which not everything is told. */
  #isSilent = false;
  #expiredAt = 0;

  /** @param isCoarse whether what is written at once is written at the same time by the service's clock */
  constructor(hasSocket: boolean, isCoarse: boolean) {
    const sandbox = createSandbox({ pageSize, users: 4, ...(isCoarse && { now: () => Date.now() }) });
    this.#sandbox = sandbox;
    this.#isCoarse = isCoarse;
    const { organizationId, users, url: baseUrl, fetch } = sandbox;
    const members = users.slice(1, 3).map(({ id }) => id);
    const [a, b] = ["A", "B"].map((name) => sandbox.addChannel({ name, members }).id);
    this.#places = { user: users[0].id, a: a ?? "", b: b ?? "" };
    for (let i = 0; i < 5; i++) sandbox.addMessage(this.#places.a, { sender_id: users[i % 2]?.id });
    const pub = new PubClient({
      organizationId,
      accessToken: () => users[0].token,
      baseUrl,
      fetch,
      maxRetries: 1,
    });
    const { WebSocket, socketUrl: url } = sandbox;
    this.#realtime = new PubRealtime(pub, { ...(hasSocket && { url, WebSocket }), verifyMs, pollMs });
  }

  async take(step: Step): Promise<void> {
    switch (step.does) {
      case "act":
        return perform(this.#sandbox, this.#places, step);
      case "fault":
        return this.#fault(step.name, step.size);
      case "heal":
        return this.#heal();
      case "wait":
        return pass(step.ms);
      case "loop":
        return this.#loop(kindOf(step.kind), step.limit);
      case "collect":
        return this.#collect(step);
      case "slow loop":
        return this.#slowLoop(step.maxQueue);
      case "take one":
        await this.#slow?.take();
        return;
      case "more":
        this.#collected[step.which % this.#collected.length]?.live.loadMore().catch(() => {});
        return;
      case "leave":
        return this.#leave(step.which);
    }
  }

  /** Lets everything come to rest, and compares. */
  async finish(): Promise<void> {
    this.#heal();
    await pass(45_000);
    await pass(2 * verifyMs + 10_000);
    if (this.#isSilent) {
      for (const collected of this.#collected) await this.#checkNewest(collected);
      // Further down, what was never told is found after the next reconnect.
      this.#sandbox.sockets.drop();
      await pass(45_000);
    }
    for (const { kind, ordering, live } of this.#collected) {
      expect(live.error).toBeUndefined();
      // Neither that of conferences is told, nor of what was made at the same time.
      const isOrdered = ordering !== undefined && !this.#isCoarse;
      checkCollection(live, await this.#list(kind, ordering), isOrdered);
    }
    for (const loop of this.#loops) {
      expect(loop.error).toBeUndefined();
      loop.check(await this.#rows(loop.kind));
    }
    await this.#slow?.finish();
    const channels = this.#sandbox.sockets.subscriptions.map(({ channel }) => channel);
    expect(new Set(channels).size).toBe(channels.length);
    this.#realtime.close();
    await turn();
    for (const loop of this.#loops) expect(loop.hasEnded).toBe(true);
    expect(this.#sandbox.sockets.open).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  }

  /** What comparisons find, on however silent a socket. */
  async #checkNewest({ kind, ordering, live }: Collected): Promise<void> {
    if (ordering === undefined || this.#isCoarse || (live.hasMore && !ordering.startsWith("-"))) return;
    const newest = (await this.#list(kind, ordering.replace(/^-?/, "-"))).slice(0, pageSize);
    expect(live.items).toEqual(expect.arrayContaining(newest.slice(0, live.items.length)));
  }

  #fault(name: string, size: number): void {
    if (garbling.includes(name)) this.#allowed.isGarbled = true;
    // Only the time tells which of two edits came later.
    if (name === "reorder" && this.#isCoarse) return;
    if (name === "stall" || name === "mute") this.#isSilent = true;
    if (name === "expire") {
      // A token that expires at once is refused twice: nobody can go on with that.
      if (Date.now() - this.#expiredAt < 5_000) return;
      this.#expiredAt = Date.now();
    }
    const undo = modelFaults[name]?.(this.#sandbox, size);
    // An expired token and lost sockets need nobody to undo them.
    this.#undo.push(undo ?? (() => {}));
  }

  #heal(): void {
    for (const undo of this.#undo.splice(0)) undo();
    touch(this.#sandbox);
  }

  async #loop(kind: Kind, limit: number | undefined): Promise<void> {
    await turn();
    const isCalm = this.#isCalm;
    const rows = isCalm ? await this.#rows(kind) : undefined;
    const watch = (signal: AbortSignal) =>
      kind.watch(this.#realtime, this.#places, { signal, ...(limit && { limit }) });
    this.#loops.push(new ObservedLoop(kind, watch, rows, limit, this.#allowed));
    if (isCalm) await pass(100);
  }

  /** Over a socket that has gone silent nothing is confirmed. */
  get #isCalm(): boolean {
    return this.#undo.length === 0 && !this.#isSilent && ["open", "idle"].includes(this.#realtime.status);
  }

  async #slowLoop(maxQueue: number): Promise<void> {
    await turn();
    if (this.#slow || !this.#isCalm) return;
    const { a } = this.#places;
    const list = () => this.#sandbox.data.messages.filter((message) => message.channel_id === a);
    this.#slow = new SlowLoop(this.#realtime.messages(a, { maxQueue }), list);
    await pass(100);
  }

  #collect({ kind: number, ordering: at, limit }: Extract<Step, { does: "collect" }>): void {
    const kind = kindOf(number);
    const [live, ordering] = kind.collect(this.#realtime, this.#places, at, limit);
    this.#collected.push({ kind, ordering, live });
  }

  #leave(which: number): void {
    const [loop] = this.#loops.splice(which, 1);
    if (loop) loop.leave();
    else this.#collected.splice(which - this.#loops.length, 1)[0]?.live.close();
  }

  async #rows(kind: Kind): Promise<Rows> {
    return new Map((await this.#list(kind, undefined)).map((item) => [String(item[kind.key]), item]));
  }

  async #list(kind: Kind, ordering: string | undefined): Promise<Item[]> {
    const items: Item[] = [];
    let next: string | null = `${kind.path(this.#places)}${ordering ? `?ordering=${ordering}` : ""}`;
    while (next !== null) {
      const { body } = await ask(this.#sandbox, "GET", next);
      const page = body as { results?: Item[]; next?: string | null } & Item;
      items.push(...(page.results ?? [page]));
      next = page.next ?? null;
    }
    return items;
  }
}

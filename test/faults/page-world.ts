import { vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubError } from "../../src/errors/pub-error.js";
import type { FetchFunction } from "../../src/options.js";
import type { Paginator } from "../../src/pagination/paginator.js";
import type { Message } from "../../src/schemas/message.js";
import { createSandbox } from "../../src/testing/index.js";
import { watched } from "../support/fault-signals.js";

const timeoutMs = 30_000;

/** What can happen to a page that the next attempt mends. */
const passing = ["lost", "cut body", "429", "429, seconds", "500", "503, date"] as const;
/** What ends a walk. */
const final = ["403", "html", "half JSON", "silence", "429, too long"] as const;
/** Links that lead nowhere good. */
const wrongLinks = ["next again", "next before", "next first", "next outside"] as const;
/** What makes no difference. */
const harmless = ["healthy", "next elsewhere", "empty page"] as const;

export const pageFaults = [...harmless, ...passing, ...final, ...wrongLinks];
export type PageFault = (typeof pageFaults)[number];

/** A list, what changes in it while it is read, and how it is read. */
export interface Walk {
  readonly pageSize: number;
  readonly items: number;
  readonly isDescending: boolean;
  readonly how: "items" | "pages" | "page by page" | "toArray";
  readonly prefetch: boolean;
  /** How many items are taken before the loop is left. */
  readonly limit: number;
  /** What happens to the requests, in order. */
  readonly faults: readonly PageFault[];
  /** What is added and removed at each request and each item, in order. */
  readonly changes: readonly Change[];
  readonly latency: number;
  /** How often everything that can run does so between items. */
  readonly pace: number;
}

export type Change = "none" | "add first" | "add last" | `remove ${number}`;

/** Of the event loop: as many as a walk itself takes without waiting for anything. */
const turn = async () => {
  for (let turns = 0; turns < 4; turns++) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** Walks a list as it says, and holds what came against what was there. */
export class PageWorld {
  readonly #walk: Walk;
  readonly #sandbox;
  readonly #channelId: string;
  readonly #steady: Set<string>;
  readonly #signal = watched();
  readonly #targets: string[] = [];
  readonly #delivered: PageFault[] = [];
  #changes = 0;
  #added = 0;
  #timers = 0;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#sandbox = createSandbox({ users: 1, pageSize: walk.pageSize });
    this.#channelId = this.#sandbox.addChannel().id;
    for (let item = 0; item < walk.items; item++) this.#sandbox.addMessage(this.#channelId, `${item}`);
    this.#steady = new Set(this.#sandbox.data.messages.map(({ id }) => id));
  }

  async run(): Promise<void> {
    const { limit } = this.#walk;
    const taken: Message[] = [];
    let error: unknown;
    try {
      for await (const item of this.#items()) {
        taken.push(item);
        if (taken.length > 200) throw new Error("it runs for ever");
        for (let turns = 0; turns < this.#walk.pace; turns++) await turn();
        this.#change();
        if (taken.length === limit) break;
      }
    } catch (thrown) {
      error = thrown;
    }
    await this.#checkQuiet();
    this.#checkItems(taken, error === undefined && taken.length < limit);
    this.#checkError(error, taken.length < limit);
  }

  async *#items(): AsyncGenerator<Message> {
    const { how, limit } = this.#walk;
    const list = this.#list();
    if (limit === 0) return;
    if (how === "toArray") return yield* await this.#until(list.toArray({ limit }));
    if (how === "page by page") {
      let page = await this.#until(list.firstPage());
      for (;;) {
        yield* page.results;
        const next = await this.#until(page.nextPage());
        if (!next) return;
        page = next;
      }
    }
    const iterator = how === "items" ? list[Symbol.asyncIterator]() : list.pages();
    try {
      for (;;) {
        const { done, value } = await this.#until<IteratorResult<unknown, undefined>>(iterator.next());
        if (done) return;
        if (how === "items") yield value as Message;
        else yield* (value as { results: Message[] }).results;
      }
    } finally {
      await iterator.return?.();
    }
  }

  #list(): Paginator<Message> {
    const { organizationId, url, users } = this.#sandbox;
    const pub = new PubClient({
      organizationId,
      baseUrl: url,
      token: users[0].token,
      fetch: this.#fetch,
      timeoutMs,
    });
    const { isDescending, prefetch } = this.#walk;
    const ordering = isDescending ? "-created_at" : "created_at";
    return pub.messages.list(
      this.#channelId,
      { ordering },
      { prefetch, signal: this.#signal.signal, maxRetries: 2 },
    );
  }

  readonly #fetch: FetchFunction = async (url, { signal, headers }) => {
    const fault = this.#walk.faults[this.#targets.length] ?? "healthy";
    this.#targets.push(url);
    this.#change();
    await this.#latency(signal);
    signal?.throwIfAborted();
    if (fault === "lost") throw new TypeError("fetch failed");
    if (fault === "silence") {
      this.#delivered.push(fault);
      return new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
      );
    }
    const response = await this.#sandbox.fetch(url, headers ? { headers } : {});
    const text = await response.text();
    this.#delivered.push(fault);
    return this.#deliver(fault, url, text);
  };

  #deliver(fault: PageFault, url: string, text: string): Response {
    switch (fault) {
      case "429":
      case "500":
      case "403":
        return new Response(null, { status: Number(fault) });
      case "429, seconds":
        return new Response(null, { status: 429, headers: { "retry-after": "3" } });
      case "429, too long":
        return new Response(null, { status: 429, headers: { "retry-after": "3600" } });
      case "503, date":
        return new Response(null, {
          status: 503,
          headers: { "retry-after": new Date(Date.now() + 5000).toUTCString() },
        });
      case "html":
        return new Response("<html></html>");
      case "half JSON":
        return new Response(text.slice(0, text.length / 2));
      case "cut body":
        return new Response(
          new ReadableStream({ start: (controller) => controller.error(new TypeError("terminated")) }),
        );
      case "empty page": {
        const later = new URL(url);
        later.searchParams.set("later", String(this.#targets.length));
        return Response.json({ next: later.href, previous: null, results: [] });
      }
      default:
        return new Response(this.#linked(fault, url, text));
    }
  }

  /** A page with another link in the place of its own. */
  #linked(fault: PageFault, url: string, text: string): string {
    const page = JSON.parse(text) as { next: string | null };
    const before = this.#targets.findLast((target) => target !== url) ?? url;
    const links: Partial<Record<PageFault, string | null>> = {
      "next again": url,
      "next before": before,
      "next first": this.#targets[0] ?? url,
      "next outside": "https://api.giosg.com/api/other/v1/orgs",
      "next elsewhere": page.next?.replace(/^https:\/\/[^/]+/, "http://elsewhere.example:81") ?? null,
    };
    const next = fault in links ? links[fault] : page.next;
    return JSON.stringify({ ...page, next });
  }

  /** The next of the changes. */
  #change(): void {
    const change = this.#walk.changes[this.#changes++] ?? "none";
    const { messages } = this.#sandbox.data;
    if (change === "add last") this.#sandbox.addMessage(this.#channelId, "last");
    else if (change === "add first") {
      const created_at = new Date(Date.parse("2025-01-01T00:00:00Z") - ++this.#added * 1000);
      this.#sandbox.addMessage(this.#channelId, { created_at });
    } else if (change !== "none" && messages.length > 0) {
      const [removed] = messages.splice(Number(change.slice(7)) % messages.length, 1);
      if (removed) this.#steady.delete(removed.id);
    }
  }

  async #latency(signal: AbortSignal | null | undefined): Promise<void> {
    const { latency } = this.#walk;
    if (latency === 0) return;
    this.#timers++;
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      setTimeout(() => {
        this.#timers--;
        resolve();
      }, latency * 10);
    });
  }

  /** What a promise comes to, whatever time that takes. */
  async #until<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    promise.then(end, end);
    for (;;) {
      await turn();
      if (isOver) return promise;
      if (vi.getTimerCount() === 0) throw new Error("it waits for nothing");
      vi.advanceTimersToNextTimer();
    }
  }

  /** Whatever the end, nothing goes on after it. */
  async #checkQuiet(): Promise<void> {
    await turn();
    const requests = this.#targets.length;
    if (vi.getTimerCount() !== this.#timers) throw new Error("a timer is left");
    if (this.#signal.listeners.size > 0) throw new Error("a listener is left");
    while (vi.getTimerCount() > 0) {
      vi.advanceTimersToNextTimer();
      await turn();
    }
    if (this.#targets.length !== requests) throw new Error("a request after the end");
  }

  #checkItems(taken: readonly Message[], isWhole: boolean): void {
    const keys = taken.map(({ created_at, id }) => `${created_at} ${id}`);
    const sorted = keys.toSorted();
    if (this.#walk.isDescending) sorted.reverse();
    if (new Set(keys).size < keys.length) throw new Error("an item came twice");
    if (keys.some((key, at) => key !== sorted[at])) throw new Error("items came out of order");
    const came = new Set(taken.map(({ id }) => id));
    const steady = this.#sandbox.data.messages.filter(({ id }) => this.#steady.has(id));
    for (const { created_at, id } of steady) {
      const key = `${created_at} ${id}`;
      const last = keys.at(-1) ?? "";
      const isBefore = keys.length > 0 && (this.#walk.isDescending ? key > last : key < last);
      if (!came.has(id) && (isWhole || isBefore)) throw new Error("an item was lost that was always there");
    }
  }

  #checkError(error: unknown, isWhole: boolean): void {
    const isOneOf = (faults: readonly PageFault[]) => this.#delivered.some((fault) => faults.includes(fault));
    const failsFor = this.#walk.faults.slice(0, this.#targets.length).map((fault) => isPassing(fault));
    const gaveUp = failsFor.some((_, at) => [0, 1, 2].every((further) => failsFor[at + further]));
    if (error === undefined) {
      if (isWhole && (isOneOf(final) || isOneOf(wrongLinks)))
        throw new Error("no error where there was one due");
      return;
    }
    if (!PubError.is(error)) throw error;
    if (error.outcome !== "no_effect") throw new Error("a read has no effect");
    if (!isOneOf(final) && !isOneOf(wrongLinks) && !gaveUp) throw error;
  }
}

function isPassing(fault: PageFault): boolean {
  return (passing as readonly PageFault[]).includes(fault);
}

import { vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubError } from "../../src/errors/pub-error.js";
import { message } from "../../src/message/index.js";
import type { RequestOptions } from "../../src/options.js";
import type { Message } from "../../src/schemas/message.js";
import { watched } from "../support/fault-signals.js";
import { type CallEnd, type Logical, type Running, type Step, timeoutMs, Violation } from "./model-call.js";
import { checkCall, checkLogical } from "./model-checks.js";
import { ModelService } from "./model-service.js";

/** Lets everything run that needs no time. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Two clients of one user, a service, and an application that notes what it is told. */
export class ModelWorld {
  readonly #calls: Running[] = [];
  readonly #logicals: Logical[] = [];
  readonly #service: ModelService;
  readonly #clients: PubClient[];
  readonly #jitter: number;
  #running = 0;

  /** @param jitter what `Math.random` answers */
  constructor(strictDeletes: boolean, jitter: number) {
    this.#jitter = jitter;
    this.#service = new ModelService(this.#calls, strictDeletes);
    this.#clients = [this.#newClient(0), this.#newClient(1)];
  }

  /** Takes a step, and lets pass as much time as it says. */
  async take(step: Step): Promise<void> {
    if (step.does === "restart") this.#restart(step.client);
    else {
      const logical = this.#logicalOf(step);
      if (logical) this.#start(step, logical);
    }
    if (step.ahead === undefined) await this.#idle();
    else await this.#pass(step.ahead);
  }

  /** Looks at everything once all is over, and sends again what has an id and was not said to be sent. */
  async finish(): Promise<void> {
    await this.#idle();
    await this.#pass(Number.POSITIVE_INFINITY);
    for (const call of this.#calls) checkCall(call, this.#service, this.#jitter);
    for (const logical of this.#logicals) checkLogical(logical, this.#service);
    for (const logical of this.#logicals) {
      const isSent = logical.sends.some(({ end }) => end && "value" in end);
      if (!isSent && logical.id !== undefined) await this.#repeat(logical);
    }
    for (const violation of this.#service.violations) throw violation;
  }

  /** The message that a step is about; undefined where there is none yet. */
  #logicalOf({ does, target }: Step): Logical | undefined {
    if (!does.startsWith("send") || does === "send again") {
      const logical = this.#logicals[target % this.#logicals.length];
      return logical?.id === undefined ? undefined : logical;
    }
    const index = this.#logicals.length;
    const id = `${String(index).padStart(8, "0")}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`;
    const logical: Logical = {
      text: `text ${index}`,
      id: does.endsWith("with id") ? id : undefined,
      sends: [],
    };
    this.#logicals.push(logical);
    return logical;
  }

  #newClient(client: number): PubClient {
    const { organizationId, url, users } = this.#service.sandbox;
    return new PubClient({
      organizationId,
      baseUrl: url,
      fetch: this.#service.fetch,
      timeoutMs,
      token: async () => {
        for (const call of this.#calls) {
          // Others than those that wait for their first token could be about to end for another reason.
          const isWaiting = !call.end && call.exchanges.length === 0;
          if (isWaiting && call.step.client === client) this.#service.moment(call);
        }
        await undefined;
        return users[0].token;
      },
    });
  }

  /** The process of a client ends and another begins: what was under way is cut short, what was stored is there. */
  #restart(client: number): void {
    for (const call of this.#calls) {
      if (!call.end && call.step.client === client) call.signal.controller.abort(call.reason);
    }
    this.#clients[client] = this.#newClient(client);
  }

  #start(step: Step, logical: Logical): Running {
    const index = this.#calls.length;
    const call: Running = {
      step,
      logical,
      exchanges: [],
      signal: watched(),
      reason: { aborted: index },
      startedAt: Date.now(),
      text: step.does === "edit" ? `edit ${index}` : logical.text,
      versionsBefore: this.#service.versions.get(logical.id ?? "")?.length ?? 0,
      moments: 0,
      effects: 0,
      foundGone: false,
    };
    this.#calls.push(call);
    if (step.does.startsWith("send")) logical.sends.push(call);
    if (step.abortAt === 0) call.signal.controller.abort(call.reason);
    this.#running++;
    const options = {
      signal: call.signal.signal,
      maxRetries: step.maxRetries,
      headers: { "X-Call": String(index) },
    };
    this.#invoke(call, options).then(
      (value) => this.#ended(call, { value }),
      (error: unknown) => this.#ended(call, { error }),
    );
    return call;
  }

  #invoke({ step, logical, text }: Running, options: RequestOptions): Promise<unknown> {
    const { messages } = this.#clients[step.client] as PubClient;
    const { channelId } = this.#service;
    const { id = "" } = logical;
    switch (step.does) {
      case "send text":
        return messages.create(channelId, text, options);
      case "send builder":
        return messages.create(channelId, message(text), options);
      case "send builder with id":
        return messages.create(channelId, message(text).withId(id), options);
      case "edit":
        return messages.update(channelId, id, text, options);
      case "delete":
        return messages.delete(channelId, id, options);
      case "read":
        return messages.retrieve(channelId, id, options);
      default:
        return messages.create(
          channelId,
          { id, body: { version: 3, chunks: [{ type: "text", text }] } },
          options,
        );
    }
  }

  #ended(call: Running, end: Pick<CallEnd, "value" | "error">): void {
    const { logical } = call;
    call.end = { ...end, at: Date.now() };
    this.#running--;
    // What an application stores: the id of what it sent, or may have sent.
    logical.id ??=
      (end.value as Message | undefined)?.id ?? (PubError.is(end.error) ? end.error.messageId : undefined);
  }

  /** Sending again with the id makes it exactly once, whatever was before. */
  async #repeat(logical: Logical): Promise<void> {
    const duplicate = logical.sends[0]?.step.duplicate ?? "";
    const call = this.#start({ ...plainRepeat, duplicate }, logical);
    await this.#idle();
    if (!call.end || !("value" in call.end)) throw new Violation("the repeat failed", call);
    checkCall(call, this.#service, this.#jitter);
    checkLogical(logical, this.#service);
  }

  /** Lets time pass until all calls have ended. */
  async #idle(): Promise<void> {
    for (;;) {
      await turn();
      if (this.#running === 0) break;
      if (vi.getTimerCount() === 0) {
        throw new Violation(
          "a call waits for nothing",
          this.#calls.find(({ end }) => !end),
        );
      }
      vi.advanceTimersToNextTimer();
    }
    if (vi.getTimerCount() !== this.#service.timers) throw new Violation("a timer is left");
  }

  /** Lets so many timers fire. */
  async #pass(count: number): Promise<void> {
    await turn();
    for (let fired = 0; fired < count && vi.getTimerCount() > 0; fired++) {
      vi.advanceTimersToNextTimer();
      await turn();
    }
  }
}

const plainRepeat: Step = {
  does: "send again",
  client: 0,
  target: 0,
  faults: [],
  duplicate: "",
  maxRetries: 0,
  latency: 0,
  abortAt: undefined,
  ahead: undefined,
};

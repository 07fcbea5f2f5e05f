import { Refusal, refusal } from "../http/answer.js";
import type { Hub } from "./hub.js";
import type { Line } from "./line.js";
import { Outgoing } from "./outgoing.js";
import { readRequest, type SocketRequest } from "./requests.js";
import type { View } from "./view.js";

/** A client's connection, whatever carries it: what the client says comes in, and goes out by the line. */
export class Session {
  /** What the client has connected with. */
  readonly token: string;
  readonly #hub: Hub;
  readonly #line: Line;
  readonly #outgoing: Outgoing;
  readonly #mutes: readonly object[];
  /** By path. */
  readonly #views = new Map<string, View>();
  #isFrozen = false;

  constructor(hub: Hub, token: string, line: Line) {
    this.token = token;
    this.#hub = hub;
    this.#line = line;
    this.#outgoing = new Outgoing(line, hub.faults);
    this.#mutes = hub.faults.mutes;
  }

  /** Whether nothing goes over it any more, although it is open. */
  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** What it watches. */
  get views(): Iterable<View> {
    return this.#views.values();
  }

  /** Takes what the client says. */
  receive(text: string): void {
    if (this.#isFrozen || !this.#hub.has(this)) return;
    const request = readRequest(text);
    if ("problem" in request) this.#refuse(request.id, 400, request.problem);
    else this.#obey(request);
  }

  /** Tells the client of a change. */
  change(frame: string): void {
    const isMuted = this.#mutes.some((mute) => this.#hub.faults.isMuting(mute));
    if (!isMuted) this.#outgoing.change(frame);
  }

  /** Delivers what a fault holds back. */
  release(): void {
    this.#outgoing.release();
  }

  /** Leaves the connection open and does nothing with it any more. */
  freeze(): void {
    this.#isFrozen = true;
    this.#outgoing.stop();
    for (const view of this.#views.values()) this.#hub.unwatch(this, view);
    this.#views.clear();
    this.#line.freeze();
  }

  /** Ends it after what is on its way. To be called by the hub alone. */
  end(code: number, reason: string): void {
    if (this.#isFrozen) this.cut();
    else this.#outgoing.end(code, reason);
  }

  /** Ends it at once. To be called by the hub alone. */
  cut(): void {
    this.#outgoing.cut();
  }

  /** The client has gone. */
  leave(): void {
    this.#outgoing.stop();
    this.#hub.remove(this);
  }

  #obey(request: SocketRequest): void {
    const { id, channel } = request;
    try {
      if (request.method === "sub") {
        const code = this.#hub.faults.refusalOf(channel);
        if (code !== undefined) throw refusal(code, "The subscription has been refused.");
        const view = this.#hub.watch(this, channel, request.token);
        const former = this.#views.get(channel);
        this.#views.set(channel, view);
        if (former && former !== view) this.#hub.unwatch(this, former);
      } else {
        const view = this.#views.get(channel);
        this.#views.delete(channel);
        if (view) this.#hub.unwatch(this, view);
      }
      this.#outgoing.answer(JSON.stringify({ id, result: {} }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(id, error.answer.status, detailOf(error.answer.body));
    }
  }

  #refuse(id: number | null, code: number, message: string): void {
    this.#outgoing.answer(JSON.stringify({ id, error: { code, message } }));
  }
}

function detailOf(body: unknown): string {
  const isTold = body !== null && typeof body === "object" && "detail" in body;
  return isTold && typeof body.detail === "string" ? body.detail : "The subscription has been refused.";
}

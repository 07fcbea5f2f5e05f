import type { Sandbox, SandboxUser } from "../../src/testing/index.js";

/** A way to the sandbox's sockets. */
export interface SocketDoor {
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
  close(): Promise<void>;
}

/** The ways to the sandbox's sockets: what is promised holds for each. */
export const socketDoors: readonly (readonly [string, (sandbox: Sandbox) => Promise<SocketDoor>])[] = [
  [
    "sandbox.WebSocket",
    async ({ socketUrl: url, WebSocket }) => ({ url, WebSocket, close: () => Promise.resolve() }),
  ],
  [
    "listen",
    async (sandbox) => {
      const { socketUrl: url, close } = await sandbox.listen();
      return { url, WebSocket, close };
    },
  ],
];

export interface Change {
  readonly channel: string;
  readonly action: "added" | "changed" | "removed";
  readonly resource_id: string;
  readonly resource?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly id: number | null;
  readonly result?: object;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A socket, with what has come over it. */
export class SocketClient {
  readonly changes: Change[] = [];
  readonly socket: WebSocket;
  /** Why it has come to its end. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string; readonly wasClean: boolean }>;
  readonly #answers = new Map<number | null, (answer: Answer) => void>();
  #asked = 0;

  constructor(door: SocketDoor, token: string) {
    this.socket = new door.WebSocket(`${door.url}/websocket?token=${token}`);
    this.closed = new Promise((resolve) => {
      this.socket.onclose = ({ code, reason, wasClean }) => resolve({ code, reason, wasClean });
    });
    this.socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.method === "change") this.changes.push(frame.params);
      else this.#answers.get(frame.id)?.(frame);
    };
  }

  /** One that is open. */
  static async open(door: SocketDoor, { token }: Pick<SandboxUser, "token">): Promise<SocketClient> {
    const client = new SocketClient(door, token);
    await new Promise((resolve, reject) => {
      client.socket.onopen = resolve;
      client.socket.onerror = () => reject(new Error("no connection"));
    });
    return client;
  }

  ask(request: { readonly method: string; readonly params?: unknown }): Promise<Answer> {
    this.#asked += 1;
    return this.say({ id: this.#asked, ...request }, this.#asked);
  }

  /** Sends anything, and waits for the answer of an id. */
  say(frame: unknown, id: number | null): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    });
  }

  sub(channel: string, { token }: Pick<SandboxUser, "token">): Promise<Answer> {
    return this.ask({ method: "sub", params: { channel, token } });
  }

  /** The changes that have come since it was last asked, as those of a time before now are sure to be among them. */
  async news(): Promise<Change[]> {
    await this.ask({ method: "unsub", params: { channel: "/" } });
    return this.changes.splice(0);
  }
}

/** A path below the organization, whole. */
export function pathOf(sandbox: Sandbox, below: string): string {
  return `/api/pub/v1/orgs/${sandbox.organizationId}${below}`;
}

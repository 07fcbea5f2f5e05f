/** A socket whose service the test plays. */
export class ScriptedSocket extends EventTarget {
  readonly url: string;
  readonly sent: {
    readonly id: number;
    readonly params: { readonly channel: string; readonly token: string };
  }[] = [];
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
  }

  get token(): string {
    return new URL(this.url).searchParams.get("token") ?? "";
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  /** The handshake succeeds. */
  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  /** The service answers every request that it has not answered yet. */
  answer(error?: unknown): void {
    for (const { id } of this.sent.splice(0))
      this.say(error === undefined ? { id, result: {} } : { id, error });
  }

  /** The service says something. */
  say(frame: unknown): void {
    this.dispatchEvent(
      new MessageEvent("message", { data: typeof frame === "string" ? frame : JSON.stringify(frame) }),
    );
  }

  /** The service tells of a change. */
  tell(channel: string, action: string, resource: object, id?: string): void {
    const resource_id = id ?? ("id" in resource ? resource.id : undefined);
    this.say({ method: "change", params: { channel, action, resource_id, resource } });
  }

  /** The connection is lost. */
  lose(): void {
    this.dispatchEvent(new Event("close"));
  }
}

/** A class of such sockets, and those that were made of it. */
export function scripted() {
  const sockets: ScriptedSocket[] = [];
  class WebSocket extends ScriptedSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("no socket was made");
    return socket;
  };
  return { sockets, last, WebSocket };
}

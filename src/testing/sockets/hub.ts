import type { Store } from "../store/store.js";
import type { Line } from "./line.js";
import { Session } from "./session.js";
import { Snapshots } from "./snapshots.js";
import { SocketFaults } from "./socket-faults.js";
import { View } from "./view.js";
import { watchedAt } from "./watched.js";

/** Whether a connection is taken: the token that came with it, or the HTTP status that says why not. */
export type Admission = { readonly token: string } | { readonly status: 401 | 404 | 503 };

/** Closed as the token that it was opened with is no longer good. */
const tokenExpired = 4401;
const serviceRestart = 1012;

/**
 * All open sockets, and what their clients see. After each write it compares that with what they saw before, so that
 * edits by hand are noticed like the service's own.
 */
export class Hub {
  readonly faults = new SocketFaults();
  readonly #store: Store;
  readonly #snapshots = new Snapshots();
  readonly #sessions = new Set<Session>();
  /** Who looks at what: by user and path. */
  readonly #views = new Map<string, { readonly view: View; readonly watchers: Set<Session> }>();

  constructor(store: Store) {
    this.#store = store;
  }

  get sessions(): readonly Session[] {
    return [...this.#sessions];
  }

  has(session: Session): boolean {
    return this.#sessions.has(session);
  }

  /** Whether a connection to a URL is taken. To be asked once for each. */
  admit({ pathname, searchParams }: URL): Admission {
    if (!pathname.endsWith("/websocket")) return { status: 404 };
    if (this.faults.isClosed()) return { status: 503 };
    const token = searchParams.get("token") ?? "";
    return this.#isGood(token) ? { token } : { status: 401 };
  }

  open(token: string, line: Line): Session {
    const session = new Session(this, token, line);
    this.#sessions.add(session);
    return session;
  }

  /**
   * Lets a session know of what changes at a path.
   *
   * @throws Refusal
   */
  watch(session: Session, path: string, token: string): View {
    this.publish();
    const watched = watchedAt(this.#store, path, token);
    const key = keyOf(watched.userId, path);
    const shared = this.#views.get(key) ?? {
      view: new View(path, watched, this.#snapshots),
      watchers: new Set(),
    };
    shared.watchers.add(session);
    this.#views.set(key, shared);
    return shared.view;
  }

  unwatch(session: Session, { userId, path }: View): void {
    const key = keyOf(userId, path);
    const shared = this.#views.get(key);
    shared?.watchers.delete(session);
    if (shared?.watchers.size === 0) this.#views.delete(key);
  }

  /** Tells everybody what has changed. To be called after each write. */
  publish(): void {
    this.#store.sync();
    for (const session of this.#sessions) {
      if (!this.#isGood(session.token)) this.end(session, tokenExpired, "token expired");
    }
    if (this.#views.size === 0) return;
    this.#snapshots.begin();
    for (const { view, watchers } of this.#views.values()) {
      for (const frame of view.changes()) for (const session of watchers) session.change(frame);
    }
  }

  end(session: Session, code: number, reason: string): void {
    this.remove(session);
    session.end(code, reason);
  }

  cut(session: Session): void {
    this.remove(session);
    session.cut();
  }

  remove(session: Session): void {
    this.#sessions.delete(session);
    for (const view of session.views) this.unwatch(session, view);
  }

  /** Ends all sessions as a service does that is started anew. */
  restart(): void {
    for (const session of this.sessions) this.end(session, serviceRestart, "service restart");
  }

  /** Ends all faults, and all sessions. */
  reset(): void {
    this.faults.clear();
    this.restart();
  }

  #isGood(token: string): boolean {
    const user = this.#store.people.holderOf(token);
    return user !== undefined && !user.is_deleted;
  }
}

function keyOf(userId: string, path: string): string {
  return `${userId} ${path}`;
}

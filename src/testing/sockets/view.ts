import { isSame, type Resource, type Snapshots } from "./snapshots.js";
import type { Watched } from "./watched.js";

/** What a user sees at a path, and saw when it was last looked at; shared by all who watch it. */
export class View {
  readonly path: string;
  readonly userId: string;
  readonly #watched: Watched;
  readonly #snapshots: Snapshots;
  #seen: ReadonlyMap<string, Resource>;

  constructor(path: string, watched: Watched, snapshots: Snapshots) {
    this.path = path;
    this.userId = watched.userId;
    this.#watched = watched;
    this.#snapshots = snapshots;
    this.#seen = new Map();
    this.#seen = this.#look();
  }

  /** Looks again: the frames that tell what has changed, what is gone first. */
  changes(): string[] {
    const before = this.#seen;
    const now = this.#look();
    this.#seen = now;
    const frames: string[] = [];
    for (const id of before.keys()) if (!now.has(id)) frames.push(this.#frame("removed", id));
    for (const [id, resource] of now) {
      const known = before.get(id);
      if (known === resource) continue;
      if (!known) frames.push(this.#frame("added", id, resource));
      else frames.push(...this.#differences(id, known, resource));
    }
    return frames;
  }

  #look(): ReadonlyMap<string, Resource> {
    const now = new Map<string, Resource>();
    const { identity } = this.#watched;
    for (const row of this.#watched.rows()) {
      const id = identityOf(row, identity);
      now.set(id, this.#snapshots.of(row, this.#seen.get(id)));
    }
    return now;
  }

  #differences(id: string, before: Resource, now: Resource): string[] {
    // No attribute can be said to be gone; the service takes none away, only hands do.
    if (Object.keys(before).some((name) => !(name in now))) {
      return [this.#frame("removed", id), this.#frame("added", id, now)];
    }
    const changed = Object.entries(now).filter(([name, value]) => !isSame(before[name], value));
    return changed.length > 0 ? [this.#frame("changed", id, Object.fromEntries(changed))] : [];
  }

  #frame(action: "added" | "changed" | "removed", resource_id: string, resource?: Resource): string {
    const params = { channel: this.path, action, resource_id, ...(resource && { resource }) };
    return JSON.stringify({ method: "change", params });
  }
}

function identityOf(row: object, identity: string): string {
  return String(identity in row ? row[identity as keyof typeof row] : undefined);
}

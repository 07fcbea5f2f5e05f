import { isSame, type Resource, type Snapshots } from "./snapshots.js";
import type { Watched } from "./watched.js";

/** What a user sees at a path, and saw when it was last looked at; shared by all who watch it. */
export class View {
  readonly path: string;
  readonly userId: string;
  readonly #watched: Watched;
  readonly #snapshots: Snapshots;
  /** In the order of the rows. */
  #seen: readonly Resource[];

  constructor(path: string, watched: Watched, snapshots: Snapshots) {
    this.path = path;
    this.userId = watched.userId;
    this.#watched = watched;
    this.#snapshots = snapshots;
    this.#seen = [];
    this.#seen = this.#look();
  }

  /** Looks again: the frames that tell what has changed, what is gone first. */
  changes(): string[] {
    const seen = this.#seen;
    const looked = this.#look();
    if (seen === looked) return [];
    this.#seen = looked;
    const [before, now] = [this.#byIdentity(seen), this.#byIdentity(looked)];
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

  // It looks at all rows after each write, hence the plain loop: the same array where all of them are what they were.
  #look(): readonly Resource[] {
    const rows = this.#watched.rows();
    const seen = this.#seen;
    const looked: Resource[] = [];
    let isSeen = rows.length === seen.length;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      if (row === undefined) continue;
      const resource = this.#snapshots.of(row, seen[index]);
      if (resource !== seen[index]) isSeen = false;
      looked.push(resource);
    }
    return isSeen ? seen : looked;
  }

  #byIdentity(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
    return new Map(resources.map((resource) => [String(resource[this.#watched.identity]), resource]));
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

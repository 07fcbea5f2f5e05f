import type { Follower, Link, RealtimeStatus } from "./link.js";

/** No way but asking: followers do that by themselves. The way is as it was for the one who asked last. */
export function createPollLink(setStatus: (status: RealtimeStatus) => void): Link {
  const followers = new Set<Follower>();
  return {
    add(follower) {
      if (followers.size === 0) setStatus("connecting");
      followers.add(follower);
      follower.confirmed();
    },
    remove(follower) {
      followers.delete(follower);
      if (followers.size === 0) setStatus("idle");
    },
    review: ({ status }) => setStatus(status === "live" ? "open" : "reconnecting"),
    close() {
      for (const follower of followers) follower.stop();
    },
  };
}

import { expect, it } from "vitest";
import { cannedClient } from "../support/canned-fetch.js";
import { ids, settings } from "../support/wire-fixtures.js";

it.each(["muted", "mentions", "unmuted", "a_mode_of_later"])(
  "sends the mode %s under both of its names, and answers what the service says",
  async (mode) => {
    const answer = { ...settings, mode: "unmuted" };
    const { pub, requests } = cannedClient(() => ({
      text: JSON.stringify(answer),
    }));
    const patch = Object.freeze({ mode });
    expect(await pub.notificationSettings.update(ids.channel, ids.user, patch)).toEqual(answer);
    expect(JSON.parse(String(requests[0]?.init.body))).toEqual({
      mode,
      muted: mode,
    });
  },
);

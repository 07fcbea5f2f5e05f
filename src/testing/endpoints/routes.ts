import type { Route } from "../http/router.js";
import { channels } from "./channels.js";
import { conference } from "./conference.js";
import { dmChannels } from "./dm-channels.js";
import { joinedChannels } from "./joined-channels.js";
import { members } from "./members.js";
import { messages } from "./messages.js";
import { notificationSettings } from "./notification-settings.js";
import { publicConference } from "./public-conference.js";

/** All that the service can be asked, in the order of the API's documentation. */
export const routes: readonly Route[] = [
  ...channels,
  ...joinedChannels,
  ...dmChannels,
  ...messages,
  ...members,
  ...notificationSettings,
  ...conference,
  ...publicConference,
];

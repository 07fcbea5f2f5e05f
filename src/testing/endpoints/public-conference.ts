import type { SandboxStream } from "../data.js";
import { notFound, ok } from "../http/answer.js";
import { type Call, parameter } from "../http/call.js";
import type { Route } from "../http/router.js";

/** What visitors may ask of a stream, without a token. */
export const publicConference: readonly Route[] = [
  {
    path: "/api/pub/public/v1/orgs/:org/channels/:channel/conference/stream_status",
    publicMethods: { GET: (call) => ok(streamIn(call).status) },
  },
  {
    path: "/api/pub/public/v1/orgs/:org/channels/:channel/conference/stream_viewer_count",
    publicMethods: {
      GET: (call) => ok({ viewer_count: streamIn(call).viewer_count }),
    },
  },
];

function streamIn(call: Call): SandboxStream {
  const stream = call.store.streams.get(parameter(call, "channel"));
  if (!stream || parameter(call, "org") !== call.store.people.organizationId) throw notFound();
  return stream;
}

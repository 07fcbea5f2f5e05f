import { PubAuthenticationError, PubResponseError } from "@giosg/pub-sdk";
import { check, equal, failure, ok, thrownBy } from "./suite.ts";
import { overHttp } from "./world.ts";

check("tokens: an API token and an access token are sent as such, and to public calls none", async (at) => {
  const world = overHttp(at);
  const [{ token }] = world.users;
  await world.client().channels.list().firstPage();
  await world
    .client({ token: undefined, accessToken: async () => token })
    .channels.list()
    .firstPage();
  await world.client().conference.retrieveStreamStatus(world.channelId);
  const { requests } = await world.told();
  equal(
    requests.map(({ headers }) => headers.authorization ?? null),
    [`Token ${token}`, `Bearer ${token}`, null],
  );
});

check("tokens: calls at the same time share one answer of the token function", async (at) => {
  const world = overHttp(at);
  const [{ token }] = world.users;
  let asked = 0;
  const pub = world.client({
    token: async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return token;
    },
  });
  await Promise.all(Array.from({ length: 5 }, () => pub.channels.retrieve(world.channelId)));
  equal(asked, 1, "the number of times it was asked");
});

check("tokens: an expired one is refreshed once, however many calls it fails", async (at) => {
  const world = overHttp(at, "renewed-token");
  const asked: boolean[] = [];
  let token = world.users[0].token;
  const pub = world.client({
    token: async ({ refresh }) => {
      asked.push(refresh);
      if (refresh) token = "renewed-token";
      return token;
    },
  });
  const names = await Promise.all([1, 2, 3].map(() => pub.channels.retrieve(world.channelId)));
  equal(names.length, 3);
  equal(asked.filter(Boolean).length, 1, "the number of refreshes");
});

check("tokens: one that stays refused is an authentication error", async (at) => {
  const pub = overHttp(at).client({ token: async () => "no-such-token" });
  const error = await failure(pub.channels.list().firstPage(), PubAuthenticationError);
  equal(error.outcome, "no_effect");
});

check("tokens: what the token function throws reaches the caller untouched", async (at) => {
  const reason = new Error("signed out");
  const pub = overHttp(at).client({ token: () => Promise.reject(reason) });
  ok((await thrownBy(pub.channels.list().firstPage())) === reason, "the error is the same object");
});

for (const where of ["elsewhere", "home"] as const) {
  check(`redirects: one that leads ${where} is not followed`, async (at) => {
    const world = overHttp(at, `redirect-${where}`);
    const pub = world.client();
    const error = await failure(pub.channels.retrieve(world.channelId), PubResponseError);
    at.facts.redirect = String(error.status);
    equal(
      (await failure(pub.messages.create(world.channelId, "Hello"), PubResponseError)).outcome,
      "unknown",
    );
    const { elsewhere, requests } = await world.told();
    equal(elsewhere, 0, "the number of requests that went elsewhere");
    equal(requests.length, 2, "the number of requests");
  });
}

check("headers: Accept, Content-Type and the call's own arrive, and lengths are right", async (at) => {
  const world = overHttp(at);
  const headers = { "x-team": "Support" };
  await world.client().messages.create(world.channelId, "Hyvää päivää 🎉", { headers });
  const [request] = (await world.told()).requests;
  ok(request, "the request has arrived");
  const { headers: sent, body } = request;
  equal(
    [sent.accept, sent["content-type"], sent["x-team"]],
    ["application/json", "application/json", "Support"],
  );
  equal(sent["content-length"], String(new TextEncoder().encode(body).length));
});

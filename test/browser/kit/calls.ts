import { PubClient, type PubClientOptions, PubError, toPlainText } from "@giosg/pub-sdk";
import type { FaultRule } from "@giosg/pub-sdk/testing";

/** A way from the page to a sandbox. */
export interface Way {
  readonly options: PubClientOptions;
  /** Lets the sandbox fail: in the page itself, or where it listens. */
  readonly fail: (rule: FaultRule) => unknown;
  /** Takes the rules away. */
  readonly repair: () => unknown;
}

/** Faults that an application in a browser has to survive, and that end at once. */
const faults = ["drop", "cut-body", "malformed-json", "html", "page-cycle"] as const;
const times = Number.POSITIVE_INFINITY;

/** A call of each method, and what is seen of each fault. */
export async function calls({ options, fail, repair }: Way) {
  const answers: string[] = [];
  const pub = new PubClient({
    ...options,
    hooks: {
      response: ({ method, status, requestId }) =>
        answers.push(`${method} ${status} ${requestId?.replace(/\d+/, "#")}`),
    },
  });
  const { id } = await pub.channels.create({ name: "Releases" });
  await pub.channels.replace(id, { name: "Releases", description: "What is out" });
  const { description } = await pub.channels.update(id, { description: "What is out, and when" });
  const sent = await pub.messages.create(id, "Sorry, wrong channel");
  await pub.messages.delete(id, sent.id);
  const seen = { answers: [...answers], description };

  await fail({ method: "POST", path: "/channels", with: "commit-then-drop" });
  await pub.messages.create(id, "Good morning");
  const texts: string[] = [];
  for await (const message of pub.messages.list(id)) texts.push(toPlainText(message));

  await fail({ path: "/channels", with: { status: 429, retryAfter: 7 } });
  const limited = await pub.channels.retrieve(id, { maxRetries: 0 }).catch((error: unknown) => error);
  const failures: Record<string, string> = {};
  for (const fault of faults) {
    await fail({ path: "/channels", times, with: fault });
    const messages = pub.messages.list(id, {}, { maxRetries: 0 }).toArray({ limit: times });
    failures[fault] = await messages.then(
      () => "nothing",
      (error: unknown) => (PubError.is(error) ? error.code : String(error)),
    );
    await repair();
  }
  return {
    ...seen,
    texts,
    retryAfterMs: PubError.is(limited) && "retryAfterMs" in limited ? limited.retryAfterMs : String(limited),
    failures,
  };
}

/** What came of it. */
export type Seen = Awaited<ReturnType<typeof calls>>;

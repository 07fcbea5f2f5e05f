import { createSandbox } from "@giosg/pub-sdk/testing";
import { http } from "msw";
import { setupWorker } from "msw/browser";
import { calls, type Way } from "./calls.js";
import { failing } from "./failing.js";

/** The sandbox in the page, behind a service worker; the client knows nothing of it. */
async function inWorker(): Promise<Way> {
  const sandbox = createSandbox();
  await setupWorker(...sandbox.handlers(http)).start({ quiet: true });
  const { organizationId, users } = sandbox;
  return { options: { organizationId, token: users[0].token }, ...failing(sandbox) };
}

/** The sandbox in the page, by its `fetch`. */
function inPage(): Way {
  const sandbox = createSandbox();
  const { organizationId, users, url, fetch } = sandbox;
  return { options: { organizationId, token: users[0].token, baseUrl: url, fetch }, ...failing(sandbox) };
}

/** A sandbox that listens elsewhere; the test says how it is to be reached, and lets it fail. */
function elsewhere(): Way {
  const { options, fail, repair } = globalThis as unknown as Way;
  return { options, fail, repair };
}

const ways: Readonly<Record<string, () => Way | Promise<Way>>> = {
  "#worker": inWorker,
  "#page": inPage,
  "#elsewhere": elsewhere,
};
const output = document.querySelector("output");
const seen = await Promise.resolve(ways[location.hash]?.())
  .then((way) => way && calls(way))
  .catch(String);
if (output) output.textContent = JSON.stringify(seen);

import type { Server } from "node:http";
import { type Browser, chromium } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchOptions } from "../support/chromium.js";
import { bundledProgram, portOf, servePage } from "../support/page-server.js";
import { Service } from "../support/service.js";
import type { Report } from "./page.js";
import type { Tour } from "./tour.js";

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let browser: Browser;
let program: string;
let service: Service | undefined;
let server: Server | undefined;

beforeAll(async () => {
  program = await bundledProgram();
  // A host of another name than localhost is no secure context over plain http.
  const args = [...launchOptions.args, "--host-resolver-rules=MAP plain.test 127.0.0.1"];
  browser = await chromium.launch({ ...launchOptions, args });
});

afterEach(async () => {
  await service?.close();
  server?.close();
  server?.closeAllConnections();
});

afterAll(() => browser.close());

interface Visit extends Report {
  /** What the console shows as errors, and what nobody caught. */
  readonly complaints: readonly string[];
}

/** Opens a page with the program, and waits until that has come to its end. */
async function visit(code: string, { host = "127.0.0.1", more = "", worker = false } = {}): Promise<Visit> {
  let connect = "";
  const policy = () => `default-src 'none'; script-src 'self'; connect-src ${connect}; ${more}`;
  server = await servePage(code, policy);
  const origin = `http://${host}:${portOf(server)}`;
  service = await Service.start({ allowedOrigin: origin, messages: 5, pageSize: 2 });
  const { url, organizationId, channelId, users } = service.info;
  connect = url;
  const token = users[0]?.token ?? "";
  const parameters = new URLSearchParams({ baseUrl: url, organizationId, channelId, token });
  if (worker) parameters.set("worker", "");
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${origin}/?${parameters}`);
  const report = await page.locator("output:not(:empty)").textContent();
  await page.close();
  return { ...(JSON.parse(report ?? "") as Report), complaints };
}

/** What has to have come of the program, wherever it ran. */
async function expectTour({ result }: Visit): Promise<Tour> {
  if (typeof result === "string") return expect.fail(result);
  const own = "Notes: https://example.com/notes";
  expect(result.texts).toEqual([...[0, 1, 2, 3, 4].map((index) => `Message ${index}`), own]);
  expect(result.hrefs).toEqual(["https://example.com/notes"]);
  expect(result.sentId).toMatch(uuid4);
  expect(result.refused).toMatch(/^PubInputError: .*channelId/);
  const record = await service?.record();
  expect(record?.violations).toEqual([]);
  expect(record?.messages.at(-1)?.id).toBe(result.sentId);
  return result;
}

describe.each([
  ["a page", false],
  ["a worker", true],
])("%s that may run its own script and talk to the service, and nothing else", (_, worker) => {
  it("runs the SDK without a violation", async () => {
    const visited = await visit(program, { worker });
    expect(await expectTour(visited)).toMatchObject({ isWorker: worker });
    expect(visited.violations).toEqual([]);
    expect(visited.complaints).toEqual([]);
  });

  it("would notice code made from a string", async () => {
    const { violations } = await visit(`try { new Function("") } catch {}\n${program}`, { worker });
    expect(new Set(violations)).toEqual(new Set(["script-src eval"]));
  });

  it("would notice a request elsewhere", async () => {
    const elsewhere = 'try { await fetch("http://127.0.0.1:9/") } catch {}';
    const { violations } = await visit(`${elsewhere}\n${program}`, { worker });
    expect(new Set(violations)).toEqual(new Set(["connect-src http://127.0.0.1:9/"]));
  });
});

it("a page that trusts no text as code runs the SDK as well", async () => {
  const visited = await visit(program, { more: "require-trusted-types-for 'script'; trusted-types 'none'" });
  await expectTour(visited);
  expect(visited.violations).toEqual([]);
});

it("a page over plain http, which has no crypto.randomUUID, sends messages with ids all the same", async () => {
  const tour = await expectTour(await visit(program, { host: "plain.test" }));
  expect(tour).toMatchObject({ isSecureContext: false, hasRandomUuid: false });
});

it("a secure page has it", async () => {
  expect(await expectTour(await visit(program))).toMatchObject({
    isSecureContext: true,
    hasRandomUuid: true,
  });
});

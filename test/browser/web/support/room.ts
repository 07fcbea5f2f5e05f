import type { Sandbox } from "@giosg/pub-sdk/testing";
import type { Page } from "playwright";
import { expect } from "vitest";
import { oneChannel, openChat, press, textBody } from "./chat.js";

export const always = Number.POSITIVE_INFINITY;
export const posts = { method: "POST", path: /messages$/ };

export const log = (page: Page) => page.getByRole("log");
export const tryAgain = (page: Page) => page.getByRole("button", { name: "Try again" });
export const sendAgain = (page: Page) => page.getByRole("button", { name: "Send again" });

/** A chat with an open channel. */
export interface OpenedRoom {
  readonly page: Page;
  readonly sandbox: Sandbox;
}

/** A chat whose only channel is open and read. */
export async function openRoom(
  settings: { timeoutMs?: number; maxRetries?: number } = {},
): Promise<OpenedRoom> {
  const { sandbox, channelId } = oneChannel();
  const { page } = await openChat({ sandbox, hash: channelId, settings });
  await log(page).getByText("Message 2").waitFor();
  const isRead = () => sandbox.requests.some(({ method, status }) => method === "PATCH" && status === 200);
  await expect.poll(isRead).toBe(true);
  return { page, sandbox };
}

/** Types a message, and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox").focus();
  await page.keyboard.type(text);
  await press(page, "Enter");
}

/** In the end there is one message with a text, for the writer and for the service, and never was another id. */
export async function expectSentOnce({ page, sandbox }: OpenedRoom, text: string): Promise<void> {
  const row = log(page).getByRole("listitem").filter({ hasText: text });
  const states = () => row.evaluateAll((rows) => rows.map((element) => element.dataset.state ?? "sent"));
  await expect.poll(states).toEqual(["sent"]);
  const sent = sandbox.data.messages.filter(
    ({ body }) => JSON.stringify(body) === JSON.stringify(textBody(text)),
  );
  expect(sent.map(({ id }) => id)).toEqual([await row.getAttribute("data-id")]);
  const ids = sandbox.requests.flatMap(({ method, body }) =>
    method === "POST" &&
    typeof body === "object" &&
    body !== null &&
    "id" in body &&
    JSON.stringify(body).includes(text)
      ? [body.id]
      : [],
  );
  expect(new Set(ids)).toEqual(new Set(sent.map(({ id }) => id)));
}

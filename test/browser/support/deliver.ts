import type { ServerResponse } from "node:http";
import type { CannedAnswer, Step } from "./protocol.js";

/** Sends an answer, as far as the fault lets it come. */
export async function deliver(
  response: ServerResponse,
  { status, body, headers }: CannedAnswer,
  fault: Step["fault"],
): Promise<void> {
  if (fault === "stall before headers") return;
  if (fault === "cut before headers") {
    response.socket?.destroy();
    return;
  }
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  response.setHeader("content-type", "application/json");
  if (status !== 204) response.setHeader("content-length", Buffer.byteLength(text));
  response.writeHead(status, headers);
  if (fault === undefined) {
    response.end(text);
    return;
  }
  await new Promise<void>((resolve) => response.write(text.slice(0, text.length / 2), () => resolve()));
  if (fault === "cut in body") response.socket?.destroy();
}

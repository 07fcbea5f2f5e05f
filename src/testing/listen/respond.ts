import { type Delivered, type Delivery, halfOf } from "../http/delivery.js";
import { openToPages } from "./cors.js";
import type { NodeResponse } from "./node.js";

const encoder = new TextEncoder();

/** Sends an answer over its connection, or lets the connection fail as it shall. */
export function respond(delivery: Delivery, response: NodeResponse): void {
  if (delivery.delayMs > 0) {
    const timer = setTimeout(() => send(delivery, response), delivery.delayMs);
    response.once("close", () => clearTimeout(timer));
  } else {
    send(delivery, response);
  }
}

function send(delivered: Delivered, response: NodeResponse): void {
  if (!("answer" in delivered)) {
    if (delivered.end === "drop") response.socket?.destroy();
    return;
  }
  const { status, headers, text } = delivered.answer;
  const body = text === undefined ? undefined : encoder.encode(text);
  response.writeHead(status, {
    ...openToPages,
    ...headers,
    // 204 and 304 have no such header, as they never have a body.
    ...(body && { "content-length": body.length }),
  });
  if (delivered.end === "whole" || text === undefined) {
    response.end(body);
    return;
  }
  response.write(encoder.encode(halfOf(text)), () => {
    if (delivered.end === "cut-body") response.socket?.destroy();
  });
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort } from "node:worker_threads";
import { latencyMs, messageOf, messagePath, pageCount, pageOfMessages, pageText } from "./data.ts";

// A service in a thread of its own, whose answers are all made beforehand. Tells its parent where it is.
const one = messageOf();
const single = Buffer.from(JSON.stringify(one));
const slack = Buffer.from(JSON.stringify({ ok: true, message: one }));
/** How the pages that take their time are asked for. */
const slow = `&latency=${latencyMs}`;
const pages = new Map<string, Buffer>();

const server = createServer((request, response) => {
  request.resume();
  const [path = "", query = ""] = request.url?.split("?") ?? [];
  const answer =
    pages.get(path === messagePath ? query : "") ?? (path.startsWith("/slack/") ? slack : single);
  const send = () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  };
  if (query.endsWith(slow)) setTimeout(send, latencyMs);
  else send();
});

server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let page = 0; page < pageCount; page++) {
    const messages = pageOfMessages();
    for (const pace of ["", slow]) {
      const next = page + 1 < pageCount ? `cursor=${page + 1}${pace}` : null;
      pages.set(`cursor=${page}${pace}`, Buffer.from(pageText(url, next, messages)));
    }
  }
  parentPort?.postMessage(url);
});

import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import type { Sandbox } from "../../src/testing/index.js";

/** How a request is answered; what it throws cuts the connection, as if the answer were lost. */
export type Answering = (url: string, init: RequestInit) => Promise<Response>;

/** Lets a program of its own use a sandbox, until the test ends; answers the environment that it needs for that. */
export async function serve(sandbox: Sandbox, answering: Answering = sandbox.fetch) {
  const server = createServer(async (request, response) => {
    const { method = "", headers, url } = request;
    try {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += part;
      const { authorization = "" } = headers;
      const answer = await answering(`http://${headers.host}${url}`, {
        method,
        headers: { authorization, "content-type": "application/json" },
        ...(body && { body }),
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    } catch {
      request.socket.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    PUB_TOKEN: sandbox.users[0].token,
    PUB_ORGANIZATION_ID: sandbox.organizationId,
    PUB_BASE_URL: `http://127.0.0.1:${port}`,
  };
}

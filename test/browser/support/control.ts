import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { textOf } from "./arrival.js";
import { Service } from "./service.js";

const services = new Map<number, Service>();

/** Lets pages start services, script them, read their records and close them: `POST /<command>/<service>`. */
const control = createServer(async (request, response) => {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", "*");
  if (request.method === "OPTIONS") return response.end();
  try {
    const answer = await commanded(request);
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify(answer ?? null));
  } catch (error) {
    return response.writeHead(500).end(String(error));
  }
});

async function commanded(request: IncomingMessage): Promise<unknown> {
  const [, command, id] = request.url?.split("/") ?? [];
  const input = JSON.parse((await textOf(request)) ?? "");
  if (command === "start") {
    const service = await Service.start(input);
    services.set(service.id, service);
    return service.info;
  }
  const service = services.get(Number(id));
  if (!service) throw new Error(`there is no service ${id}`);
  if (command === "play") return service.play(input);
  if (command === "record") return service.record(input);
  if (command !== "close") throw new Error(`there is no command ${command}`);
  services.delete(service.id);
  return service.close();
}

/** Runs beside the tests, in Node. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  project.provide("controlUrl", `http://127.0.0.1:${(control.address() as AddressInfo).port}`);
  return async () => {
    for (const service of services.values()) await service.close();
    control.close();
    control.closeAllConnections();
  };
}

declare module "vitest" {
  interface ProvidedContext {
    readonly controlUrl: string;
  }
}

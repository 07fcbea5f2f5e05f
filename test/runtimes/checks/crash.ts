// A program that does not catch: crash.ts <base URL>. What the runtime prints of it is the runner's to look at.
import process from "node:process";
import { PubClient } from "@giosg/pub-sdk";
import { plantedText, plantedToken } from "./planted.ts";

const [baseUrl = ""] = process.argv.slice(2);
const organizationId = "11111111-1111-4111-8111-111111111111";
const pub = new PubClient({ organizationId, token: plantedToken, baseUrl, maxRetries: 0 });
await pub.messages.create("22222222-2222-4222-8222-222222222222", plantedText);

import { PubClient } from "../../src/client.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import { endpointTable } from "./endpoint-table.js";
import * as wire from "./wire-fixtures.js";

/**
 * Makes every call of the table twice: with the answer that it documents, and with one that is not that. Answers
 * for each what came of it, as text.
 */
export async function validateEverything(): Promise<string[]> {
  const lines: string[] = [];
  for (const row of endpointTable()) {
    for (const answer of [row.answer, spoiled(row.answer)]) {
      const text = answer === undefined ? "" : JSON.stringify(answer);
      const fetch = async () => new Response(text, { status: 200 });
      const pub = new PubClient({ organizationId: wire.ids.organization, token: "secret", fetch });
      const outcome = await row.call(pub).then(
        (result) => (result === undefined ? "nothing" : "data"),
        (error: unknown) =>
          error instanceof PubResponseError
            ? `${error.message} ${JSON.stringify(error.issues)}`
            : `other: ${error}`,
      );
      lines.push(`${row.name}: ${outcome}`);
    }
  }
  return lines;
}

/** The same data with every text a number and every other plain value a text. */
function spoiled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spoiled);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoiled(inner)]));
  }
  return typeof value === "string" ? 5 : "spoiled";
}

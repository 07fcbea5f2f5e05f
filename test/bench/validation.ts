import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { type Bench, cpuClock, measure, type Row, ratioRow } from "./bench.ts";
import { pageOfMessages, pageText } from "./data.ts";

interface Validation {
  issuesOf(schema: unknown, value: unknown): unknown;
  readonly MessageSchema: unknown;
  pageSchema(item: unknown): unknown;
}

/** The part that checks an answer is behind the public interface: bundled from the source, as the build does it. */
async function validation(): Promise<Validation> {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `
        export { issuesOf } from "./http/validate.js";
        export { MessageSchema } from "./schemas/message.js";
        export { pageSchema } from "./schemas/page.js";`,
      resolveDir: fileURLToPath(new URL("../../src", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const [code] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(code?.contents ?? []).toString("base64")}`);
}

export async function validationAlone({ pairs }: Bench): Promise<readonly Row[]> {
  const { issuesOf, MessageSchema, pageSchema } = await validation();
  const text = pageText("https://api.giosg.com", "cursor=1", pageOfMessages());
  const page: unknown = JSON.parse(text);
  const schema = pageSchema(MessageSchema);
  const validate = () => {
    if (issuesOf(schema, page)) throw new Error("The page does not pass its schema");
  };
  const taken = await measure(validate, () => JSON.parse(text), pairs, 200, cpuClock);
  return [ratioRow("validation of 100 messages (raw: JSON.parse)", taken)];
}

#!/usr/bin/env node
import { type CliProcess, run } from "./cli/run.js";

const { process } = globalThis as unknown as { readonly process: CliProcess };
await run(process);

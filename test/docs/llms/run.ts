import { writeFileSync } from "node:fs";
import { root } from "./entries.ts";
import { llmsPage } from "./page.ts";

writeFileSync(`${root}llms.txt`, llmsPage());

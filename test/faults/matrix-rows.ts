import { callGroups, groupSets } from "./matrix-table.js";
import { linesOf } from "./table-rows.js";

/** What a call comes to. */
export interface Expected {
  readonly requests: number;
  readonly outcome: string;
  readonly endsWith: string;
  readonly happened: number;
}

/** One fault and what the calls do under it. */
export interface FaultRows {
  /** The columns left of the calls, by their heads. */
  readonly fault: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, Expected>>;
}

/** Reads a table of `matrix-table.ts`. Throws where a block names a call twice, or a group that there is not. */
export function rowsOf(table: string): FaultRows[] {
  const [head = [], ...lines] = linesOf(table);
  const width = head.indexOf("call");
  const blocks: string[][][] = [];
  for (const cells of lines) {
    if (cells.every((cell) => /^-+$/.test(cell) && cell.length > 1)) blocks.push([]);
    else blocks.at(-1)?.push(cells);
  }
  return blocks.flatMap((block) => {
    const calls = callsOf(block.map((cells) => cells.slice(width)));
    const faults = block.flatMap((cells) => combined(head.slice(0, width), cells));
    return faults.map((fault) => ({ fault, calls }));
  });
}

/** The faults that one row names on its left. */
function combined(names: readonly string[], cells: readonly string[]): Record<string, string>[] {
  if (cells[0] === "") return [];
  return names.reduce<Record<string, string>[]>(
    (faults, name, at) => {
      const cell = cells[at] ?? "";
      const values = name === "fault" ? [cell] : cell.split(", ");
      return faults.flatMap((fault) => values.map((value) => ({ ...fault, [name]: value })));
    },
    [{}],
  );
}

function callsOf(rows: readonly (readonly string[])[]): Record<string, Expected> {
  const calls: Record<string, Expected> = {};
  for (const [groups = "", requests, outcome = "", endsWith = "", happened] of rows) {
    if (groups === "") continue;
    for (const name of groups.split(", ").flatMap((set) => groupSets[set] ?? [set])) {
      for (const call of callGroups[name] ?? unknown(name)) {
        if (calls[call]) throw new Error(`a block has two rows for ${call}`);
        calls[call] = { requests: Number(requests), outcome, endsWith, happened: Number(happened) };
      }
    }
  }
  return calls;
}

function unknown(name: string): never {
  throw new Error(`there is no group ${name}`);
}

/** The cells of a table's lines below its head. */
export function rowsOf(table: string): (readonly [string, string, string, string])[] {
  return linesOf(table)
    .slice(2)
    .map(([a = "", b = "", c = "", d = ""]) => [a, b, c, d]);
}

/** All lines of a table, as cells without the space around them. */
export function linesOf(table: string): string[][] {
  return table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

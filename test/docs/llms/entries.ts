import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

export const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

/** An entry of the package, and what it exports, in the order of its own file. */
export interface Entry {
  /** What to import. */
  readonly name: string;
  /** Its docstring. */
  readonly doc: string;
  readonly exports: readonly Export[];
}

export interface Export {
  readonly name: string;
  /** Without the implementation of an overloaded function, and without the interface that is merged with a class. */
  readonly declarations: readonly ts.Declaration[];
}

/** The source files of the package's entries, by what to import. */
export function entryFiles(): Map<string, string> {
  const paths = Object.keys(manifest.exports).filter((path) => !path.endsWith(".json"));
  return new Map(
    paths.map((path) => [manifest.name + path.slice(1), `${root}src${path.slice(1)}/index.ts`] as const),
  );
}

/** The package's entries as the compiler sees them. */
export function readEntries(): { readonly entries: readonly Entry[]; readonly checker: ts.TypeChecker } {
  const files = entryFiles();
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const program = ts.createProgram([...files.values()], options);
  const checker = program.getTypeChecker();
  const entries = [...files].map(([name, file]) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${name} has no source: ${file}`);
    return {
      name,
      doc: /^\/\*\*\n \* (.*?)\n \*[\n/]/s.exec(source.text)?.[1]?.replaceAll("\n * ", " ") ?? "",
      exports: checker.getExportsOfModule(module).map((symbol) => exported(symbol, checker)),
    };
  });
  return { entries, checker };
}

function exported(symbol: ts.Symbol, checker: ts.TypeChecker): Export {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const all = target.declarations ?? [];
  // An interface that stands beside a class only adds what the class cannot declare itself.
  const isClass = all.some(ts.isClassDeclaration);
  const overloads = all.filter(
    (declaration) =>
      !(ts.isFunctionDeclaration(declaration) && declaration.body) &&
      !(isClass && ts.isInterfaceDeclaration(declaration)),
  );
  return { name: symbol.name, declarations: overloads.length > 0 ? overloads : all };
}

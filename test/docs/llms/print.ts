import ts from "typescript";
import { summaryOf, tagOf } from "./docstring.ts";
import type { Export } from "./entries.ts";

type WithMembers = ts.ClassDeclaration | ts.InterfaceDeclaration;

/** Whether a declaration has members to be listed. */
export function hasMembers(node: ts.Node): node is WithMembers {
  return ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);
}

/** The members that are for users: the class's own, neither hidden nor inherited. */
export function membersOf(node: WithMembers): readonly (ts.ClassElement | ts.TypeElement)[] {
  const members: readonly (ts.ClassElement | ts.TypeElement)[] = node.members;
  return members.filter((member) => {
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
    const isOwn = !modifiers.some(({ kind }) => inward.has(kind));
    const isHidden = ["hidden", "internal"].some((tag) => tagOf(member, tag) !== undefined);
    return isOwn && !isHidden && !(member.name && ts.isPrivateIdentifier(member.name));
  });
}

const inward = new Set([
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.OverrideKeyword,
]);

/** An export as the compiler would declare it, each part with what its docstring says of it. */
export function printed(exported: Export, publicNames: ReadonlySet<string>, checker: ts.TypeChecker): string {
  return exported.declarations
    .map((node) => {
      const code = hasMembers(node) ? bodied(node, publicNames) : signature(node, checker);
      const notes = [summaryOf(node), codeOf(node)].filter((note) => note !== "").join(" ");
      return notes ? `// ${notes}\n${code}` : code;
    })
    .join("\n");
}

function bodied(node: WithMembers, publicNames: ReadonlySet<string>): string {
  let head = tidy(node.getSourceFile().text.slice(node.getStart(), node.members.pos - 1));
  for (const base of (node.heritageClauses ?? []).flatMap(({ types }) => [...types])) {
    const isKnown =
      publicNames.has(base.expression.getText()) || /^(Error|AsyncIterable)/.test(base.getText());
    if (!isKnown) head = head.replace(` extends ${base.getText()}`, "");
  }
  const lines = membersOf(node).map((member) => {
    const note = summaryOf(member);
    return `  ${signatureOf(member)};${note && ` // ${note}`}`;
  });
  return lines.length === 0 ? `${head} {}` : `${head} {\n${lines.join("\n")}\n}`;
}

/** The code of an error class, which its constructor sets. */
function codeOf(node: ts.Node): string {
  const isError = ts.isClassDeclaration(node) && node.name?.text.endsWith("Error");
  const code = isError && /\bcode(?::| =) ("\w+")/.exec(node.getText())?.[1];
  return code ? `Its code: ${code}.` : "";
}

function signature(node: ts.Declaration, checker: ts.TypeChecker): string {
  if (!ts.isVariableDeclaration(node)) return `${signatureOf(node)};`;
  const type = checker.typeToString(checker.getTypeAtLocation(node), node, ts.TypeFormatFlags.NoTruncation);
  return `const ${node.name.getText()}: ${type};`;
}

interface Parts extends ts.Node {
  readonly body?: ts.Node;
  readonly initializer?: ts.Node;
  readonly type?: ts.Node;
}

/** What stands before a body or a value. */
function signatureOf(node: ts.Node): string {
  const parts: Parts = node;
  const end = parts.body?.getStart() ?? (parts.initializer && parts.type?.getEnd()) ?? node.getEnd();
  return tidy(node.getSourceFile().text.slice(node.getStart(), end));
}

/** On one line, without the words that say nothing to a caller. */
function tidy(code: string): string {
  return code
    .replace(/\s+/g, " ")
    .replace(/^(?:(?:export|declare|async|readonly) )+/, "")
    .replace(/\breadonly (?=\w+\??:|\[)/g, "")
    .replace(/= \| /, "= ")
    .replace(/\( (?=\w)/g, "(")
    .replace(/, \)/g, ")")
    .replace(/(\?: [^;{}()]*) \| undefined(?=[;, }])/g, "$1")
    .replace(/;? *$/, "")
    .replace(/(\?: .*) \| undefined$/, "$1");
}

import ts from "typescript";
import { endpointTable } from "../support/endpoint-table.js";
import { readEntries } from "./llms/entries.js";

const ids = {
  organization: "<org>",
  user: "<user>",
  otherUser: "<user>",
  channel: "<channel>",
  dmChannel: "<dm-channel>",
  message: "<message>",
  newMessage: "<message>",
};

/** The README's table of calls, as it has to be: the calls as they are declared, the requests as they are tested. */
export function callsTable(): readonly string[] {
  const classes = new Map(
    readEntries().entries.flatMap(({ exports }) =>
      exports.flatMap(({ name, declarations: [node] }) =>
        node && ts.isClassDeclaration(node) ? [[name, node] as const] : [],
      ),
    ),
  );
  const client = classes.get("PubClient");
  const rows = endpointTable(ids).filter(({ name }) => !name.includes(" "));
  const cells = rows.map(({ name, method, path, isPublic }) => {
    const [resource, call] = name.split(".");
    const property = client?.members.find((member) => member.name?.getText() === resource);
    const type = property && ts.isPropertyDeclaration(property) ? property.type?.getText() : undefined;
    const declared = classes.get(type ?? "")?.members.find((member) => member.name?.getText() === call);
    if (!declared || !ts.isMethodDeclaration(declared)) throw new Error(`${name} is no method`);
    const request = `${method} ${path.replace(/.*<org>/, "")}`;
    return [`${name}(${parametersOf(declared)})`, request, answerOf(declared), isPublic] as const;
  });
  return cells.map(([call, request, answer, isPublic]) =>
    [
      `| \`${call}\``,
      `\`${request}\`${isPublic ? " (public)" : ""}`,
      answer === "void" ? "nothing |" : `\`${answer}\` |`,
    ].join(" | "),
  );
}

/** Without the last, which every call has. */
function parametersOf({ parameters }: ts.MethodDeclaration): string {
  return parameters
    .slice(0, -1)
    .map(({ name, questionToken, initializer }) => name.getText() + (questionToken || initializer ? "?" : ""))
    .join(", ");
}

function answerOf({ type }: ts.MethodDeclaration): string {
  return (type?.getText() ?? "").replace(/^Promise<(.*)>$/, "$1");
}

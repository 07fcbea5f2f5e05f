import { parseText } from "@giosg/pub-sdk/linkify";
import { type MessageBuilder, message } from "@giosg/pub-sdk/message";

/** Somebody who can be mentioned. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Something to send along. */
export type Attachment =
  | { readonly kind: "image"; readonly url: string }
  | { readonly kind: "file"; readonly url: string; readonly name: string };

/** What is to be sent: a text with the links in it, `@` with the names of people who were chosen, attachments. */
export function compose(
  text: string,
  people: readonly Person[],
  attachments: readonly Attachment[],
): MessageBuilder {
  let content = message();
  for (const part of partsOf(text.trim(), people)) {
    if (typeof part !== "string") content = content.mention(part.id, part.name);
    else for (const chunk of parseText(part)) content = content.chunk(chunk);
  }
  for (const attachment of attachments) content = attach(content, attachment);
  return content;
}

/** @throws PubInputError for an address that cannot be sent */
export function attach(content: MessageBuilder, attachment: Attachment): MessageBuilder {
  return attachment.kind === "image" ? content.image(attachment.url) : content.file(attachment);
}

/** The text, with people in the place of their names. */
function partsOf(text: string, people: readonly Person[]): (string | Person)[] {
  // The longest first: Anna Maria is not Anna.
  const known = [...people].sort((a, b) => b.name.length - a.name.length);
  const parts: (string | Person)[] = [];
  let rest = text;
  for (let at = rest.indexOf("@"); at >= 0; at = rest.indexOf("@", at + 1)) {
    if (/\S/.test(rest[at - 1] ?? "")) continue;
    const person = known.find(({ name }) => isName(rest.slice(at + 1), name));
    if (!person) continue;
    if (at > 0) parts.push(rest.slice(0, at));
    parts.push(person);
    rest = rest.slice(at + 1 + person.name.length);
    at = -1;
  }
  return rest === "" ? parts : [...parts, rest];
}

function isName(text: string, name: string): boolean {
  return text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}

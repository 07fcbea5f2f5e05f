import { LinkifyIt } from "linkify-it";
import { phoneLength } from "./phone.js";

/** Longest link, in characters; what is longer stays text. */
export const maxLinkLength = 4096;

/** Endings that people use as domains, beyond the countries and the few generic ones that the linkifier knows. */
const endings = "app|cloud|dev|online|site|store|tech|xyz".split("|");

let linkifier: LinkifyIt | undefined;

/** The linkifier, made at its first use. */
export function getLinkifier(): LinkifyIt {
  linkifier ??= new LinkifyIt({
    fuzzyLink: true,
    urlAuth: true,
    maxLength: maxLinkLength,
  })
    .tlds(endings, true)
    .add("ftp:", null)
    .add("//", null)
    .add("www.", {
      // Whatever the domain ends in: the www. says what is meant. Not inside a path, an address or a word.
      validate: (text, position, { re }) => {
        const host = re.get_relative_proto_validator();
        host.lastIndex = position;
        return /[./:@_-]/.test(text.charAt(position - 5)) ? 0 : (host.exec(text)?.[0].length ?? 0);
      },
    })
    .add("+", { validate: phoneLength })
    .add("tel:", { validate: phoneLength });
  return linkifier;
}

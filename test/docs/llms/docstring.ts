import ts from "typescript";

/** A docstring's first sentence, the endpoints that its first paragraph names, and the default. */
export function summaryOf(node: ts.Node): string {
  const [paragraph = ""] = docOf(node).split(/\n\s*\n/);
  const text = paragraph
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
  const sentence = (/^.*?\.(?= [A-Z`(]|$)/.exec(text)?.[0] ?? text).replace(/:$/, ".");
  const endpoints = text.slice(sentence.length).match(/`(?:GET|POST|PUT|PATCH|DELETE) [^`]+`/g) ?? [];
  const fallback = tagOf(node, "default");
  return [sentence, ...endpoints, ...(fallback === undefined ? [] : [`Default: ${fallback}`])]
    .filter((part) => part !== "")
    .join(" ");
}

/** The text of a tag; undefined without. */
export function tagOf(node: ts.Node, name: string): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag && (ts.getTextOfJSDocComment(tag.comment) ?? "").replace(/\s+/g, " ");
}

function docOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? "";
}

import { ProjectionError } from "../errors.ts";

/** `KEYWORD["text", 1, NODE[…]]`, the keyword in capitals. */
export interface WktNode {
  readonly keyword: string;
  /** Texts, numbers and bare words in their order, the nodes left out. */
  readonly values: readonly (string | number)[];
  readonly nodes: readonly WktNode[];
}

const DEEPEST = 32;
const LONGEST = 100_000;
const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([[(])|([\])])|(,)|([^\s"[\](),]+))/y;

/**
 * Reads a WKT text of any dialect.
 *
 * @throws {ProjectionError} `CRS_UNREADABLE`
 */
export function wktTree(text: string): WktNode {
  if (text.length > LONGEST)
    throw unreadable(text, `it has ${text.length} characters, at most ${LONGEST} are read`);
  const tokens = tokensOf(text.trim());
  const [node, next] = nodeAt(tokens, 0, { text, depth: 0 });
  if (next < tokens.length) throw unreadable(text, "something stands behind its last bracket");
  return node;
}

/** The first node below `node` that has one of these keywords. */
export function child(node: WktNode, ...keywords: readonly string[]): WktNode | undefined {
  return node.nodes.find(({ keyword }) => keywords.includes(keyword));
}

/** The first text of a node: its name. */
export function nameOf(node: WktNode | undefined): string {
  const [name] = node?.values ?? [];
  return typeof name === "string" ? name : "";
}

/** A number of a node; NaN where there is none. */
export function numberOf(node: WktNode | undefined, index = 1): number {
  const value = node?.values[index];
  return typeof value === "number" ? value : Number.NaN;
}

type Token =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "word"; readonly value: string }
  | { readonly kind: "open" | "close" | "comma" };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) throw unreadable(text, "a quotation mark is not closed");
    const [, quoted, open, close, comma, word = ""] = found;
    if (quoted !== undefined) tokens.push({ kind: "text", value: quoted.replaceAll('""', '"') });
    else if (open !== undefined) tokens.push({ kind: "open" });
    else if (close !== undefined) tokens.push({ kind: "close" });
    else if (comma !== undefined) tokens.push({ kind: "comma" });
    else tokens.push({ kind: "word", value: word });
  }
  return tokens;
}

interface Place {
  readonly text: string;
  readonly depth: number;
}

function nodeAt(tokens: readonly Token[], start: number, { text, depth }: Place): [WktNode, number] {
  const [head, open] = [tokens[start], tokens[start + 1]];
  if (head?.kind !== "word" || open?.kind !== "open" || depth > DEEPEST)
    throw unreadable(
      text,
      depth > DEEPEST ? "it is nested too deep" : "a keyword and a bracket were expected",
    );
  const [values, nodes]: [(string | number)[], WktNode[]] = [[], []];
  let at = start + 2;
  while (tokens[at]?.kind !== "close") {
    const token = tokens[at];
    if (token === undefined) throw unreadable(text, "a bracket is not closed");
    if (token.kind === "word" && tokens[at + 1]?.kind === "open") {
      const [node, next] = nodeAt(tokens, at, { text, depth: depth + 1 });
      nodes.push(node);
      at = next;
    } else {
      if (token.kind === "text") values.push(token.value);
      if (token.kind === "word") values.push(wordOf(token.value));
      at++;
    }
  }
  return [{ keyword: head.value.toUpperCase(), values, nodes }, at + 1];
}

function wordOf(word: string): string | number {
  return /^[-+.\d]/.test(word) ? Number(word) : word;
}

function unreadable(text: string, why: string): ProjectionError {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return new ProjectionError("CRS_UNREADABLE", {
    message: `the WKT ${JSON.stringify(shown)} cannot be read: ${why}; write it anew: gdalsrsinfo -o wkt2_2019 <file>`,
    context: { text: shown },
  });
}

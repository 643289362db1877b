import { SafetensorsError } from "../errors.ts";

const OPEN = "{[";
const CLOSE = "}]";
/** All that may stand outside of texts: no signs, fractions, exponents or literals. */
const PLAIN = /[{}[\]:,0-9 \t\n\r]/;
/** `{ name: { data_offsets: [ … ] } }`. */
const DEEPEST = 3;

/**
 * The JSON of a header. Beyond what `JSON.parse` refuses: anything before the first brace, repeated keys, nesting
 * deeper than a header has, and numbers that are not written as plain digits.
 */
export function parseHeaderJson(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) throw refused(`the header begins with byte ${bytes[0] ?? "none"}, expected {`);
  const text = decoded(bytes);
  checkTokens(text);
  return parsed(text) as Record<string, unknown>;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refused("the header is not UTF-8", cause);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused("the header is no JSON", cause);
  }
}

/** Walks over the tokens; what is not JSON at all is left to `JSON.parse`. */
function checkTokens(text: string): void {
  const keys: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') {
      const end = endOfText(text, at);
      if (isKey(text, end)) checkKey(text.slice(at, end), keys.at(-1));
      at = end - 1;
    } else if (OPEN.includes(character)) {
      keys.push(new Set());
      if (keys.length > DEEPEST) throw refused(`the header is nested deeper than ${DEEPEST} levels`);
    } else if (CLOSE.includes(character)) {
      keys.pop();
    } else if (!PLAIN.test(character)) {
      throw refused(
        `character ${at} of the header is ${JSON.stringify(character)}, where only texts, objects, lists and whole numbers may stand`,
      );
    }
  }
}

/** The place after the closing quote. */
function endOfText(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at += 1;
  }
  throw refused("a text of the header has no end");
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && " \t\n\r".includes(text[at]!)) at += 1;
  return text[at] === ":";
}

function checkKey(literal: string, seen: Set<string> | undefined): void {
  const key = String(parsed(literal));
  if (seen === undefined) return; // outside of any object: no JSON
  if (seen.has(key)) throw refused(`key ${JSON.stringify(key.slice(0, 80))} stands twice in the header`);
  seen.add(key);
}

function refused(message: string, cause?: unknown): SafetensorsError {
  return new SafetensorsError("HEADER_REFUSED", { message: `${message}; write the file anew`, cause });
}

import { VectorError } from "../errors.ts";
import { fileChunks } from "./file-chunks.ts";

/** A tag of an XML file. A tag that closes itself comes twice, open and closed. */
export interface XmlTag {
  readonly kind: "open" | "close";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const LARGEST_TAG = 2 ** 20;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const NAME = /[A-Za-z_:][\w:.-]*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' };
/** Constructs without tags inside, and how they end. */
const SKIPPED = [
  ["<?", "?>"],
  ["<!--", "-->"],
] as const;

/**
 * Tags of an XML file in UTF-8, with their attributes, some at a time while the file is read. Text between tags is passed over; a
 * document type with its entities is refused, since a few of those fill any memory.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE` if it is not well formed, `FILE_UNREADABLE`
 */
export async function* xmlTags(name: string, signal?: AbortSignal): AsyncGenerator<readonly XmlTag[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const open: string[] = [];
  let rest = "";
  for await (const chunk of fileChunks(name, signal)) {
    rest += decoded(name, decoder, chunk);
    const { tags, from } = tagsIn(name, rest, open);
    yield tags;
    rest = rest.slice(from);
    if (rest.length > LARGEST_TAG) throw brokenXml(name, `a tag is longer than ${LARGEST_TAG} characters`);
  }
  decoded(name, decoder);
  if (/\S/.test(rest)) throw brokenXml(name, `it ends inside of "${rest.trim().slice(0, 40)}"`);
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw brokenXml(name, `it ends before </${unclosed}> (was it cut off?)`);
}

/** All tags that end in the text, and where the next one starts. */
function tagsIn(name: string, text: string, open: string[]): { tags: XmlTag[]; from: number } {
  const tags: XmlTag[] = [];
  let from = text.indexOf("<");
  while (from !== -1) {
    const skipped = SKIPPED.find(([start]) => text.startsWith(start, from));
    const end = skipped === undefined ? tagEnd(text, from) : text.indexOf(skipped[1], from);
    if (end === -1) return { tags, from };
    if (skipped === undefined) addTag(name, text.slice(from, end + 1), { tags, open });
    from = text.indexOf("<", skipped === undefined ? end + 1 : end + skipped[1].length);
  }
  return { tags, from: text.length };
}

/** The > that is not inside of quotes. */
function tagEnd(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at;
  }
  return -1;
}

function addTag(name: string, text: string, { tags, open }: { tags: XmlTag[]; open: string[] }): void {
  if (text.startsWith("<!"))
    throw brokenXml(name, `it has "${text.slice(0, 20)}", which data of OpenStreetMap never have`);
  const isEnd = text.startsWith("</");
  NAME.lastIndex = isEnd ? 2 : 1;
  const tag = NAME.exec(text)?.[0];
  if (tag === undefined) throw brokenXml(name, `"${text.slice(0, 40)}" is no tag`);
  if (isEnd) {
    const expected = open.pop();
    if (expected !== tag)
      throw brokenXml(
        name,
        `</${tag}> stands where ${expected === undefined ? "nothing is open" : `</${expected}> was expected`}`,
      );
    tags.push({ kind: "close", name: tag, attributes: {} });
    return;
  }
  const isWhole = text.endsWith("/>");
  const attributes = attributesOf(name, text, { from: 1 + tag.length, to: text.length - (isWhole ? 2 : 1) });
  tags.push({ kind: "open", name: tag, attributes });
  if (isWhole) tags.push({ kind: "close", name: tag, attributes });
  else open.push(tag);
}

function attributesOf(
  name: string,
  text: string,
  { from, to }: { from: number; to: number },
): Record<string, string> {
  const found: Record<string, string> = {};
  let at = from;
  while (at < to) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(text);
    if (match === null) break;
    found[match[1] ?? ""] = unescaped(name, match[2] ?? match[3] ?? "");
    at = ATTRIBUTE.lastIndex;
  }
  if (text.slice(at, to).trim() !== "")
    throw brokenXml(name, `the attributes of "${text.slice(0, 60)}" cannot be read`);
  return found;
}

function unescaped(name: string, text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]{0,10});?/g, (whole, entity: string) => {
    const number = /^#(?:x([\da-f]+)|(\d+))$/i.exec(entity);
    const code =
      number === null
        ? Number.NaN
        : Number.parseInt(number[1] ?? number[2] ?? "", number[1] === undefined ? 10 : 16);
    const character =
      code <= 0x10ffff
        ? String.fromCodePoint(code)
        : Object.hasOwn(ENTITIES, entity)
          ? ENTITIES[entity]
          : undefined;
    if (character === undefined || !whole.endsWith(";")) throw brokenXml(name, `"${whole}" is no entity`);
    return character;
  });
}

function decoded(name: string, decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw brokenXml(name, "it is not UTF-8", cause);
  }
}

function brokenXml(name: string, what: string, cause?: unknown): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message: `"${name}" is not well-formed XML: ${what.replace(/\s+/g, " ")}; get the file again, or check it: osmium fileinfo -e "${name}"`,
    context: { name },
    cause,
  });
}

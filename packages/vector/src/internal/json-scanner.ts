import { VectorError } from "../errors.ts";
import { isSpace, type OpenPart, openPart, partBytes, scanPart } from "./json-part.ts";

/** A piece of a JSON object: a member, or an element of one of its long arrays. */
export interface JsonPart {
  readonly kind: "member" | "item";
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Byte of the file where it starts. */
  readonly offset: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

type State = "start" | "key" | "colon" | "value" | "item" | "after-value" | "after-item" | "done";

const [LF, SPACE, QUOTE, COMMA, COLON] = [0x0a, 0x20, 0x22, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Largest member or item: Node's strings end at 512 MiB. */
const LARGEST_PART = 2 ** 28;

/**
 * Cuts a JSON object into its members, and the arrays under `longKeys` into their elements, without making a string of
 * the whole. It takes the bytes in pieces of any size. Inside a part only brackets and quotes are looked at: whether
 * it is JSON is up to who parses it.
 */
export class JsonScanner {
  /** Keys whose arrays are cut into items, also where they are empty. */
  readonly arrays: Set<string> = new Set();
  readonly #name: string;
  readonly #longKeys: readonly string[];
  readonly #keys: Set<string> = new Set();
  #state: State = "start";
  #part: OpenPart | null = null;
  #offset = 0;
  #line = 1;
  #key = "";
  #isFirst = true;

  constructor(name: string, longKeys: readonly string[]) {
    this.#name = name;
    this.#longKeys = longKeys;
  }

  /**
   * The parts that end in this chunk.
   *
   * @throws {VectorError} `NOT_JSON`, `FILE_TOO_LARGE`
   */
  push(chunk: Uint8Array): JsonPart[] {
    const found: JsonPart[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (this.#part === null) at += this.#between(chunk[at]!);
      else at += this.#inside(this.#part, chunk.subarray(at), found);
    }
    return found;
  }

  /** @throws {VectorError} `NOT_JSON` if the object has not ended. */
  end(): void {
    if (this.#state === "start") throw this.#refused("it is empty", "an object ({) was expected");
    if (this.#state !== "done")
      throw this.#refused("it ends in the middle", "a whole object was expected (was it cut off?)");
  }

  /** Bytes taken: none where a part begins with this one. */
  #between(byte: number): number {
    if (!isSpace(byte) && !(this.#offset < 3 && byte === BYTE_ORDER_MARK[this.#offset])) this.#step(byte);
    if (this.#part !== null) return 0;
    if (byte === LF) this.#line += 1;
    this.#offset += 1;
    return 1;
  }

  #inside(part: OpenPart, chunk: Uint8Array, found: JsonPart[]): number {
    const taken = scanPart(part, chunk);
    part.pieces.push(chunk.subarray(0, taken));
    part.size += taken;
    this.#offset += taken;
    if (part.size > LARGEST_PART) throw tooLarge(this.#name, part.line);
    if (!part.isDone) return taken;
    this.#line += part.lines;
    this.#part = null;
    this.#close({ bytes: partBytes(part), offset: part.offset, line: part.line }, found);
    return taken;
  }

  #step(byte: number): void {
    const key = `"${this.#key}"`;
    if (this.#state === "start") this.#next(byte, { [OPEN]: "key" }, "an object ({)");
    else if (this.#state === "colon") this.#next(byte, { [COLON]: "value" }, `a colon after ${key}`);
    else if (this.#state === "after-item")
      this.#next(
        byte,
        { [COMMA]: "item", [CLOSE_LIST]: "after-value" },
        `a comma or ] in the list of ${key}`,
      );
    else if (this.#state === "after-value")
      this.#next(byte, { [COMMA]: "key", [CLOSE]: "done" }, `a comma or } after the value of ${key}`);
    else if (this.#state === "done")
      this.#next(byte, {}, "the end of the file (objects one a line are read as format geojson-lines)");
    else this.#stepIntoPart(byte);
  }

  #stepIntoPart(byte: number): void {
    const isEmpty = this.#isFirst && this.#state === "item" && byte === CLOSE_LIST;
    if (isEmpty) this.#state = "after-value";
    else if (this.#state === "key" && this.#keys.size === 0 && byte === CLOSE) this.#state = "done";
    else if (this.#state === "key" && byte !== QUOTE) this.#next(byte, {}, 'a key in quotes (")');
    else if (this.#state === "value" && byte === OPEN_LIST && this.#longKeys.includes(this.#key)) {
      this.arrays.add(this.#key);
      this.#isFirst = true;
      this.#state = "item";
    } else this.#part = openPart(byte, { offset: this.#offset, line: this.#line });
  }

  #next(byte: number, states: Readonly<Record<number, State>>, expected: string): void {
    const state = states[byte];
    if (state === undefined) throw this.#refused(`there is ${shownByte(byte)}`, `${expected} was expected`);
    this.#state = state;
  }

  #close(part: Pick<JsonPart, "bytes" | "offset" | "line">, found: JsonPart[]): void {
    if (this.#state === "key") {
      this.#key = String(parsedPart(this.#name, part));
      if (this.#keys.has(this.#key))
        throw this.#refused(`the key "${this.#key}" stands twice`, "once was expected");
      this.#keys.add(this.#key);
      this.#state = "colon";
      return;
    }
    const kind = this.#state === "item" ? "item" : "member";
    this.#isFirst = false;
    this.#state = kind === "item" ? "after-item" : "after-value";
    found.push({ kind, key: this.#key, ...part });
  }

  #refused(what: string, expected: string): VectorError {
    return notJson(this.#name, { offset: this.#offset, line: this.#line, what: `${what}, but ${expected}` });
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The value of a part.
 *
 * @throws {VectorError} `NOT_JSON` with the line and the byte of the file.
 */
export function parsedPart(
  name: string,
  { bytes, offset, line }: Pick<JsonPart, "bytes" | "offset" | "line">,
): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.replace(/\s+/g, " ").slice(0, 160) : String(cause);
    throw notJson(name, { offset, line, what: `in the value that starts here: ${words}` }, cause);
  }
}

function notJson(
  name: string,
  { offset, line, what }: { offset: number; line: number; what: string },
  cause?: unknown,
): VectorError {
  return new VectorError("NOT_JSON", {
    message: `"${name}" is not JSON: line ${line}, byte ${offset}: ${what}; correct the file or get it again`,
    context: { name, offset, line },
    cause,
  });
}

function tooLarge(name: string, line: number): VectorError {
  return new VectorError("FILE_TOO_LARGE", {
    message: `"${name}", line ${line}: one value is larger than ${LARGEST_PART / 2 ** 20} MiB, the most that is read; convert the file: ogr2ogr -f FlatGeobuf out.fgb "${name}"`,
    context: { name, line, most: LARGEST_PART },
  });
}

function shownByte(byte: number): string {
  const isShown = byte > SPACE && byte < 0x7f;
  return isShown ? `"${String.fromCharCode(byte)}"` : `the byte 0x${byte.toString(16).padStart(2, "0")}`;
}

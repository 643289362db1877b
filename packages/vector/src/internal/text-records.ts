import { VectorError } from "../errors.ts";
import { fileChunks } from "./file-chunks.ts";

/** One record of a text sequence. */
export interface TextRecord {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly line: number;
}

const LINE_FEED = 0x0a;
const RECORD_SEPARATOR = 0x1e;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LARGEST_RECORD = 2 ** 26;

/**
 * Records of a file, without empty ones: its lines, or what stands between record separators (RFC 8142) if it starts
 * with one.
 *
 * @throws {VectorError} `FILE_TOO_LARGE`, `FILE_UNREADABLE`
 */
export async function* textRecords(name: string, signal?: AbortSignal): AsyncGenerator<TextRecord> {
  let separator: number | null = null;
  let rest: Uint8Array = new Uint8Array();
  let [offset, line] = [0, 1];
  for await (const chunk of fileChunks(name, signal)) {
    separator ??= separatorOf(chunk);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    // what was kept holds no separator: it is looked for from the new bytes on
    for (let at = bytes.indexOf(separator, rest.length); at !== -1; at = bytes.indexOf(separator, from)) {
      const record = trimmed({ bytes: bytes.subarray(from, at), offset: offset + from, line });
      if (record !== null) yield record;
      line += separator === LINE_FEED ? 1 : linesIn(bytes.subarray(from, at));
      from = at + 1;
    }
    rest = bytes.subarray(from);
    offset += from;
    if (rest.length > LARGEST_RECORD) throw tooLarge(name, line);
  }
  const last = trimmed({ bytes: rest, offset, line });
  if (last !== null) yield last;
}

function separatorOf(chunk: Uint8Array): number {
  return startOf(chunk) === RECORD_SEPARATOR ? RECORD_SEPARATOR : LINE_FEED;
}

function startOf(chunk: Uint8Array): number | undefined {
  return chunk.find((byte, at) => !isBlank(byte) && !(at < 3 && byte === BYTE_ORDER_MARK[at]));
}

/** Without the byte order mark of a file; null where only white space is left. */
function trimmed(record: TextRecord): TextRecord | null {
  const hasMark = record.offset === 0 && BYTE_ORDER_MARK.every((byte, at) => record.bytes[at] === byte);
  const bytes = hasMark ? record.bytes.subarray(3) : record.bytes;
  return bytes.every(isBlank) ? null : { ...record, bytes };
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === LINE_FEED || byte === 0x0d;
}

function linesIn(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === LINE_FEED ? count + 1 : count), 0);
}

function tooLarge(name: string, line: number): VectorError {
  return new VectorError("FILE_TOO_LARGE", {
    message: `"${name}", line ${line}: one line is longer than ${LARGEST_RECORD / 2 ** 20} MiB, the most that is read; if the file is one object, open it as format "geojson"`,
    context: { name, line, most: LARGEST_RECORD },
  });
}

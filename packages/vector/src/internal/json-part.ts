const [TAB, LF, CR, SPACE, QUOTE, COMMA] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c];
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** A JSON value whose end is looked for; it may go on in the next chunk. */
export interface OpenPart {
  readonly offset: number;
  readonly line: number;
  readonly pieces: Uint8Array[];
  readonly isText: boolean;
  readonly isNested: boolean;
  size: number;
  /** Line breaks inside of it. */
  lines: number;
  depth: number;
  isInText: boolean;
  isEscaped: boolean;
  isDone: boolean;
}

/** A value that starts with `byte`. */
export function openPart(byte: number, { offset, line }: { offset: number; line: number }): OpenPart {
  return {
    offset,
    line,
    pieces: [],
    isText: byte === QUOTE,
    isNested: byte === OPEN || byte === OPEN_LIST,
    size: 0,
    lines: 0,
    depth: 0,
    isInText: false,
    isEscaped: false,
    isDone: false,
  };
}

/** Goes on to the end of the part or of the chunk; gives the bytes of the chunk that belong to the part. */
export function scanPart(part: OpenPart, chunk: Uint8Array): number {
  if (!part.isText && !part.isNested) return scanWord(part, chunk);
  let { depth, isInText, isEscaped, lines } = part;
  let at = 0;
  for (; at < chunk.length && !part.isDone; at += 1) {
    const byte = chunk[at]!;
    if (byte === LF) lines += 1;
    if (isEscaped) isEscaped = false;
    else if (isInText) {
      if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        isInText = false;
        part.isDone = depth === 0;
      }
    } else if (byte === QUOTE) isInText = true;
    else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      depth -= 1;
      part.isDone = depth === 0;
    }
  }
  Object.assign(part, { depth, isInText, isEscaped, lines });
  return at;
}

/** A number or a word ends before the byte that follows it. */
function scanWord(part: OpenPart, chunk: Uint8Array): number {
  const at = chunk.findIndex(
    (byte) => byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || isSpace(byte),
  );
  part.isDone = at !== -1;
  return at === -1 ? chunk.length : at;
}

/** White space between JSON values. */
export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}

/** The bytes of a part. */
export function partBytes({ pieces, size }: OpenPart): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

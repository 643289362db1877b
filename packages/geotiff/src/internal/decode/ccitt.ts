import { BLACK_RUNS, LONG_RUNS, MODES, WHITE_RUNS } from "./ccitt-table.ts";

/** What the tags say of CCITT data. */
export interface CcittCoding {
  /** Tag Compression: 2 (modified Huffman), 3 (group 3) or 4 (group 4). */
  readonly compression: number;
  readonly width: number;
  readonly rows: number;
  readonly t4Options: number;
  readonly isBitOrderReversed: boolean;
}

const PASS = 4;
const HORIZONTAL = 5;
const END_OF_LINE_ZEROS = 11;
const LONGEST_CODE = 13;

type Codes = Int16Array;

const NO_CODE = -100;

/** Values by code, with a leading 1 so that `01` and `001` differ. */
function codesOf(...tables: readonly string[]): Codes {
  const codes = new Int16Array(2 ** (LONGEST_CODE + 1)).fill(NO_CODE);
  const words = tables.join(" ").split(" ");
  for (let index = 0; index < words.length; index += 2)
    codes[Number.parseInt(`1${words[index + 1]}`, 2)] = Number(words[index]);
  return codes;
}

const white = codesOf(WHITE_RUNS, LONG_RUNS);
const black = codesOf(BLACK_RUNS, LONG_RUNS);
const modes = codesOf(MODES);

/**
 * Decodes CCITT fax data (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11) into rows of bits, 1 where black, each
 * row starting at a whole byte. Throws a RangeError for a code that does not exist and for a row of another length.
 */
export function decodeCcitt(data: Uint8Array, coding: CcittCoding): Uint8Array {
  const { compression, width, rows } = coding;
  const bits = bitReader(coding.isBitOrderReversed ? data.map(reversed) : data);
  const rowBytes = Math.ceil(width / 8);
  const output = new Uint8Array(rowBytes * rows);
  let changes: readonly number[] = [];
  for (let row = 0; row < rows; row++) {
    changes = isTwoDimensional(bits, coding) ? rowBelow(bits, changes, width) : rowOfRuns(bits, width);
    paintInto(output.subarray(row * rowBytes, (row + 1) * rowBytes), changes, width);
    if (compression === 2) bits.toWholeByte();
  }
  return output;
}

/** Group 3 marks the beginning of rows and, where rows refer to the row above, their kind. */
function isTwoDimensional(bits: BitReader, { compression, t4Options }: CcittCoding): boolean {
  if (compression === 4) return true;
  if (compression === 2) return false;
  const isMarked = bits.skipEndOfLine();
  return isMarked && (t4Options & 1) === 1 && bits.next() === 0;
}

/** Columns where the colour changes, white first; the last one is the width. */
function rowOfRuns(bits: BitReader, width: number): number[] {
  const changes: number[] = [];
  for (let column = 0, isBlack = false; column < width; isBlack = !isBlack) {
    column += runOf(bits, isBlack);
    changes.push(assertColumn(column, width));
  }
  return changes;
}

/** {@link rowOfRuns} for a row that is told by its differences to the row above (ITU-T T.6, section 2.2). */
function rowBelow(bits: BitReader, above: readonly number[], width: number): number[] {
  const changes: number[] = [];
  let [column, isBlack, from] = [-1, false, 0];
  while (column < width) {
    // b1: the first change above, right of here, to the colour that is not the current one
    while (from > 0 && (above[from - 1] ?? width) > column) from -= 1;
    while (from < above.length && (above[from]! <= column || from % 2 !== (isBlack ? 1 : 0))) from += 1;
    const mode = bits.value(modes);
    if (mode === PASS) {
      column = above[from + 1] ?? width;
    } else if (mode === HORIZONTAL) {
      const first = Math.max(column, 0) + runOf(bits, isBlack);
      column = first + runOf(bits, !isBlack);
      changes.push(assertColumn(first, width), assertColumn(column, width));
    } else {
      const next = (above[from] ?? width) + mode;
      if (next < Math.max(column, 0)) throw new RangeError(`a row of CCITT data goes back to column ${next}`);
      column = assertColumn(next, width);
      changes.push(column);
      isBlack = !isBlack;
    }
  }
  return changes;
}

function assertColumn(column: number, width: number): number {
  if (column <= width) return column;
  throw new RangeError(`a row of CCITT data is ${column} pixels long, ${width} were expected`);
}

function runOf(bits: BitReader, isBlack: boolean): number {
  for (let run = 0; ; ) {
    const part = bits.value(isBlack ? black : white);
    run += part;
    if (part < 64) return run;
    if (run > 2 ** 24) throw new RangeError("a run of CCITT data does not end");
  }
}

function paintInto(row: Uint8Array, changes: readonly number[], width: number): void {
  for (let index = 0; index < changes.length; index += 2) {
    const end = Math.min(changes[index + 1] ?? width, width);
    for (let column = changes[index]!; column < end; column++) row[column >> 3]! |= 128 >> (column & 7);
  }
}

function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) result |= 128 >> bit;
  return result;
}

interface BitReader {
  next(): number;
  /** The value of the code that comes next. */
  value(codes: Codes): number;
  /** Skips filling zeros and the mark of a row's end; false, and nothing skipped, where there is none. */
  skipEndOfLine(): boolean;
  toWholeByte(): void;
}

function bitReader(data: Uint8Array): BitReader {
  let at = 0;
  const peek = (bit: number) => ((data[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
  const next = () => {
    if (at >= data.length * 8) throw new RangeError("CCITT data ends inside of a row");
    return peek(at++);
  };
  return {
    next,
    value(codes) {
      let code = 1;
      for (let length = 0; length < LONGEST_CODE; length++) {
        code = code * 2 + next();
        if (codes[code] !== NO_CODE) return codes[code]!;
      }
      throw new RangeError(`CCITT data has no code at bit ${at - LONGEST_CODE}`);
    },
    skipEndOfLine() {
      let zeros = 0;
      while (at + zeros < data.length * 8 && peek(at + zeros) === 0) zeros += 1;
      if (zeros < END_OF_LINE_ZEROS || at + zeros >= data.length * 8) return false;
      at += zeros + 1;
      return true;
    },
    toWholeByte() {
      at = (at + 7) & ~7;
    },
  };
}

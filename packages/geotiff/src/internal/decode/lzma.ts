/** Probabilities start in the middle of 11 bits. */
const EVEN = 1024;
const LENGTHS = 2 + 16 * 8 * 2 + 256;

/** Limits of what one LZMA2 chunk holds. */
interface Chunk {
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What stays between the chunks of an LZMA2 stream. */
export interface LzmaState {
  literalBits: number;
  positionBits: number;
  literalPositionBits: number;
  state: number;
  readonly distances: [number, number, number, number];
  probabilities: Probabilities;
}

interface Probabilities {
  readonly isMatch: Uint16Array;
  readonly isRepeat: Uint16Array;
  readonly isRepeatAt: readonly [Uint16Array, Uint16Array, Uint16Array];
  readonly isRepeatLong: Uint16Array;
  readonly slots: readonly Uint16Array[];
  readonly special: Uint16Array;
  readonly align: Uint16Array;
  readonly matchLength: Uint16Array;
  readonly repeatLength: Uint16Array;
  readonly literals: Uint16Array;
}

const even = (length: number) => new Uint16Array(length).fill(EVEN);

/** A state as at the beginning of a stream. */
export function newLzmaState(properties: number): LzmaState {
  const [literalBits, rest] = [properties % 9, Math.floor(properties / 9)];
  const [literalPositionBits, positionBits] = [rest % 5, Math.floor(rest / 5)];
  if (positionBits > 4 || literalBits + literalPositionBits > 4)
    throw new RangeError(`LZMA properties are ${properties}, which no writer uses`);
  return {
    literalBits,
    positionBits,
    literalPositionBits,
    state: 0,
    distances: [0, 0, 0, 0],
    probabilities: {
      isMatch: even(12 << 4),
      isRepeat: even(12),
      isRepeatAt: [even(12), even(12), even(12)],
      isRepeatLong: even(12 << 4),
      slots: Array.from({ length: 4 }, () => even(64)),
      special: even(128),
      align: even(16),
      matchLength: even(LENGTHS),
      repeatLength: even(LENGTHS),
      literals: even(0x300 << (literalBits + literalPositionBits)),
    },
  };
}

/**
 * Decodes one chunk of LZMA (as in the XZ format 1.2.1, after I. Pavlov's LZMA specification) to
 * `output[from … to − 1]`, which must be filled exactly. Throws a RangeError where the data says otherwise.
 */
export function decodeLzmaChunkInto(
  output: Uint8Array,
  { from, to }: { from: number; to: number },
  state: LzmaState,
  chunk: Chunk,
): void {
  const coder = rangeDecoder(chunk);
  for (let at = from; at < to; ) {
    const position = at & ((1 << state.positionBits) - 1);
    const context = (state.state << 4) + position;
    if (coder.bit(state.probabilities.isMatch, context) === 0) {
      output[at] = literalOf(coder, state, output, at);
      at += 1;
      continue;
    }
    const { length, distance } = matchOf(coder, state, { position, context });
    if (distance >= at || at + length > to)
      throw new RangeError(
        `LZMA data copies ${length} bytes from ${distance + 1} before byte ${at} of ${to}`,
      );
    for (let index = 0; index < length; index++, at++) output[at] = output[at - distance - 1]!;
  }
}

function literalOf(coder: RangeDecoder, state: LzmaState, output: Uint8Array, at: number): number {
  const { literalBits, literalPositionBits, probabilities, distances } = state;
  const before = at > 0 ? output[at - 1]! : 0;
  const position = at & ((1 << literalPositionBits) - 1);
  const offset = 0x300 * ((position << literalBits) + (before >> (8 - literalBits)));
  let symbol = 1;
  if (state.state >= 7) {
    if (distances[0] >= at) throw new RangeError("LZMA data refers to bytes before its beginning");
    let matched = output[at - distances[0] - 1]!;
    while (symbol < 256) {
      const expected = (matched >> 7) & 1;
      matched <<= 1;
      const bit = coder.bit(probabilities.literals, offset + ((1 + expected) << 8) + symbol);
      symbol = symbol * 2 + bit;
      if (bit !== expected) break;
    }
  }
  while (symbol < 256) symbol = symbol * 2 + coder.bit(probabilities.literals, offset + symbol);
  state.state = state.state < 4 ? 0 : state.state < 10 ? state.state - 3 : state.state - 6;
  return symbol & 255;
}

interface Match {
  readonly length: number;
  /** 0: the byte just before. */
  readonly distance: number;
}

function matchOf(
  coder: RangeDecoder,
  state: LzmaState,
  { position, context }: { position: number; context: number },
): Match {
  const { probabilities, distances } = state;
  const isEarly = state.state < 7;
  if (coder.bit(probabilities.isRepeat, state.state) === 0) {
    const length = lengthOf(coder, probabilities.matchLength, position);
    const distance = distanceOf(coder, probabilities, length);
    distances.copyWithin(1, 0);
    distances[0] = distance;
    state.state = isEarly ? 7 : 10;
    return { length, distance };
  }
  const [isNotFirst, isNotSecond, isNotThird] = probabilities.isRepeatAt;
  if (coder.bit(isNotFirst, state.state) === 0) {
    if (coder.bit(probabilities.isRepeatLong, context) === 0) {
      state.state = isEarly ? 9 : 11;
      return { length: 1, distance: distances[0] };
    }
  } else {
    const which =
      coder.bit(isNotSecond, state.state) === 0 ? 1 : coder.bit(isNotThird, state.state) === 0 ? 2 : 3;
    const distance = distances[which]!;
    distances.copyWithin(1, 0, which);
    distances[0] = distance;
  }
  state.state = isEarly ? 8 : 11;
  return { length: lengthOf(coder, probabilities.repeatLength, position), distance: distances[0] };
}

/** `table`: two choices, then low[16][8], middle[16][8] and high[256]. */
function lengthOf(coder: RangeDecoder, table: Uint16Array, position: number): number {
  if (coder.bit(table, 0) === 0) return 2 + coder.tree(table, 2 + position * 8, 3);
  if (coder.bit(table, 1) === 0) return 10 + coder.tree(table, 130 + position * 8, 3);
  return 18 + coder.tree(table, 258, 8);
}

function distanceOf(coder: RangeDecoder, { slots, special, align }: Probabilities, length: number): number {
  const slot = coder.tree(slots[Math.min(length - 2, 3)]!, 0, 6);
  if (slot < 4) return slot;
  const extra = (slot >> 1) - 1;
  const base = (2 | (slot & 1)) * 2 ** extra;
  if (slot < 14) return base + coder.reversedTree(special, base - slot, extra);
  return base + coder.direct(extra - 4) * 16 + coder.reversedTree(align, 0, 4);
}

interface RangeDecoder {
  bit(table: Uint16Array, index: number): number;
  tree(table: Uint16Array, offset: number, bits: number): number;
  reversedTree(table: Uint16Array, offset: number, bits: number): number;
  direct(bits: number): number;
}

function rangeDecoder({ data, start, end }: Chunk): RangeDecoder {
  if (end - start < 5 || data[start] !== 0) throw new RangeError("an LZMA chunk does not begin with a 0");
  let at = start + 5;
  let range = 0xffffffff;
  let code =
    ((data[start + 1]! << 24) | (data[start + 2]! << 16) | (data[start + 3]! << 8) | data[start + 4]!) >>> 0;
  const normalise = () => {
    if (range >= 2 ** 24) return;
    if (at >= end) throw new RangeError("LZMA data ends inside of a chunk");
    range = (range << 8) >>> 0;
    code = ((code << 8) | data[at++]!) >>> 0;
  };
  const bit = (table: Uint16Array, index: number) => {
    normalise();
    const probability = table[index]!;
    const bound = (range >>> 11) * probability;
    const isZero = code < bound;
    table[index] = isZero ? probability + ((2048 - probability) >> 5) : probability - (probability >> 5);
    if (!isZero) code = (code - bound) >>> 0;
    range = isZero ? bound : (range - bound) >>> 0;
    return isZero ? 0 : 1;
  };
  return {
    bit,
    tree(table, offset, bits) {
      let node = 1;
      for (let index = 0; index < bits; index++) node = node * 2 + bit(table, offset + node);
      return node - 2 ** bits;
    },
    reversedTree(table, offset, bits) {
      let [node, value] = [1, 0];
      for (let index = 0; index < bits; index++) {
        const found = bit(table, offset + node);
        node = node * 2 + found;
        value += found * 2 ** index;
      }
      return value;
    },
    direct(bits) {
      let value = 0;
      for (let index = 0; index < bits; index++) {
        normalise();
        range >>>= 1;
        const isOne = code >= range;
        if (isOne) code = (code - range) >>> 0;
        value = value * 2 + (isOne ? 1 : 0);
      }
      return value;
    },
  };
}

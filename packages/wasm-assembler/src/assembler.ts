/**
 * Just enough of an assembler for WebAssembly with SIMD: kernels are written as nested
 * calls that return bytes. Names follow the specification's.
 *
 * @see {@link https://webassembly.github.io/spec/core/binary/instructions.html}
 */

/** Encoded instructions. */
export type Code = readonly number[];

/** A local variable or parameter, by index. */
export type Local = number;

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const EMPTY_BLOCK = 0x40;

/** The parameters (32-bit integers, by name) and the local variables of one function. */
export class Locals<Name extends string = never> {
  readonly names: readonly Name[];
  readonly types: number[] = [];

  constructor(...names: Name[]) {
    this.names = names;
  }

  /** The value of a parameter. */
  of(name: Name): Code {
    return get(this.names.indexOf(name));
  }

  /** A parameter as a variable. */
  variable(name: Name): Local {
    return this.names.indexOf(name);
  }

  i32(): Local {
    return this.take(I32);
  }

  f32(): Local {
    return this.take(F32);
  }

  v128(): Local {
    return this.take(V128);
  }

  private take(type: number): Local {
    this.types.push(type);
    return this.names.length + this.types.length - 1;
  }
}

/** `count` values of `make`. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The value of a variable. */
export const get = (local: Local): Code => [0x20, ...unsigned(local)];
/** Gives a variable a value. */
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** A 32-bit integer. */
export const i32 = (value: number): Code => [0x41, ...signed(value)];
/** Integer sum. */
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
/** Integer difference. */
export const sub = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
/** Integer product. */
export const mul = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
/** Integer shifted to the left. */
export const shl = (a: Code, bits: number): Code => [...a, ...i32(bits), 0x74];
/** Unsigned: addresses may lie beyond 2 GiB. */
export const lessThan = (a: Code, b: Code): Code => [...a, ...b, 0x49];
/** Signed: differences may be negative. */
export const atLeast = (a: Code, b: Code): Code => [...a, ...b, 0x4e];
/** Adds to an integer variable. */
export const advance = (local: Local, by: Code): Code => set(local, add(get(local), by));

/** Runs `body` while `condition` holds. */
export const loopWhile = (condition: Code, body: Code): Code => [
  ...[0x02, EMPTY_BLOCK, 0x03, EMPTY_BLOCK],
  ...condition,
  ...[0x45, 0x0d, 1], // leave where the condition is zero
  ...body,
  ...[0x0c, 0, 0x0b, 0x0b],
];

/** Runs `body` where `condition` is not zero, else `otherwise`. */
export const ifThen = (condition: Code, body: Code, otherwise: Code = []): Code => [
  ...condition,
  ...[0x04, EMPTY_BLOCK],
  ...body,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];

const simd = (operation: number): Code => [0xfd, ...unsigned(operation)];
const at = (offset: number): Code => [2, ...unsigned(offset)];

/** One float from memory. */
export const f32Load = (address: Code, offset = 0): Code => [...address, 0x2a, ...at(offset)];
/** Writes one float. */
export const f32Store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  0x38,
  ...at(offset),
];
/** Sum of two floats. */
export const f32Add = (a: Code, b: Code): Code => [...a, ...b, 0x92];
/** Product of two floats. */
export const f32Mul = (a: Code, b: Code): Code => [...a, ...b, 0x94];
/** The float 0. */
export const f32Zero: Code = [0x43, 0, 0, 0, 0];

/** Four floats from memory. */
export const load = (address: Code, offset = 0): Code => [...address, ...simd(0), ...at(offset)];
/** One float from memory in all four lanes. */
export const loadSplat = (address: Code, offset = 0): Code => [...address, ...simd(9), ...at(offset)];
/** One float from memory in the first lane, zeros in the others. */
export const loadOne = (address: Code, offset = 0): Code => [...address, ...simd(0x5c), ...at(offset)];
/** Writes four floats. */
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...simd(11),
  ...at(offset),
];
/** Writes the float of one lane. */
export const storeLane = (address: Code, value: Code, lane: number, offset = 0): Code => [
  ...address,
  ...value,
  ...simd(0x5a),
  ...at(offset),
  lane,
];
/** Four zeros. */
export const zero: Code = [...simd(12), ...Array.from({ length: 16 }, () => 0)];
/** Four times the same float. */
export const vFloat = (value: number): Code => {
  const bytes = new Uint8Array(Float32Array.of(value, value, value, value).buffer);
  return [...simd(12), ...bytes];
};
/** Four lanes picked from the eight of `a` and `b`. */
export const shuffle = (a: Code, b: Code, lanes: readonly number[]): Code => [
  ...a,
  ...b,
  ...simd(13),
  ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
];
/** Sixteen bytes picked from the 32 of `a` and `b`. */
export const shuffleBytes = (a: Code, b: Code, bytes: readonly number[]): Code => [
  ...a,
  ...b,
  ...simd(13),
  ...bytes,
];
const WHOLE_SUMS = { 1: 0x6e, 2: 0x8e, 4: 0xae, 8: 0xce } as const;
/** Sums of whole numbers of that many bytes, lane by lane; they wrap. */
export const vAddWhole = (a: Code, b: Code, laneBytes: 1 | 2 | 4 | 8): Code => [
  ...a,
  ...b,
  ...simd(WHOLE_SUMS[laneBytes]),
];
/** Sums, lane by lane. */
export const vAdd = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe4)];
/** Differences, lane by lane. */
export const vSub = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe5)];
/** Products, lane by lane. */
export const vMul = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe6)];
/** `a < b ? b : a`: keeps a NaN in `a`. */
export const vPseudoMax = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xeb)];
/** `b < a ? b : a`: keeps a NaN in `a`. */
export const vPseudoMin = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xea)];
/** All bits set where `a ≤ b`; none where either is NaN. */
export const vAtMost = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x45)];
/** The larger; NaN if either is. */
export const vMax = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe9)];
/** All bits set where `a = b`. */
export const vEqual = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x41)];
/** Bits set in both. */
export const vAnd = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4e)];
/** Bits set in either. */
export const vOr = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x50)];
/** Quotients, lane by lane. */
export const vDiv = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe7)];
/** Square roots, lane by lane. */
export const vSqrt = (a: Code): Code => [...a, ...simd(0xe3)];
/** The two lower floats as doubles. */
export const vPromoteLow = (a: Code): Code => [...a, ...simd(0x5f)];
/** Sums of two doubles, lane by lane. */
export const vAddDouble = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf0)];
/** Products of two doubles, lane by lane. */
export const vMulDouble = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf2)];
/** Bits of `a` where `b` has none. */
export const vAndNot = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4f)];

/** A function to assemble; it returns nothing. */
export interface FunctionSource {
  readonly name: string;
  readonly locals: { readonly names: readonly string[]; readonly types: readonly number[] };
  readonly body: Code;
}

/** A module that imports `env.memory` and exports the functions by name. */
export function assemble(functions: readonly FunctionSource[]): Uint8Array<ArrayBuffer> {
  const counts = [...new Set(functions.map(({ locals }) => locals.names.length))];
  const types = counts.map((count) => [0x60, ...vector(times(count, () => [I32])), 0]);
  const memory = [...text("env"), ...text("memory"), 0x02, 0x00, 0x01];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map(({ locals }) => unsigned(counts.indexOf(locals.names.length))))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(functions.map(codeEntry))),
  ]);
}

function codeEntry({ locals, body }: FunctionSource): Code {
  const code = [...vector(locals.types.map((type) => [1, type])), ...body, 0x0b];
  return [...unsigned(code.length), ...code];
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): Code {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
}

function unsigned(value: number): number[] {
  const rest = value >>> 7;
  return rest === 0 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...unsigned(rest)];
}

function signed(value: number): number[] {
  const rest = value >> 7;
  const byte = value & 0x7f;
  const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
  return done ? [byte] : [byte | 0x80, ...signed(rest)];
}

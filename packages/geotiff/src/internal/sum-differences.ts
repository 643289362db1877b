import {
  add,
  advance,
  assemble,
  type FunctionSource,
  get,
  i32,
  Locals,
  lessThan,
  load,
  loopWhile,
  set,
  shuffleBytes,
  store,
  sub,
  times,
  vAddWhole,
  zero,
} from "@undercoat/wasm-assembler";

/** Whole numbers of 8, 16, 32 or 64 bits; sums wrap, as the predictor wants. */
export type Words = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

const VECTOR = 16;
const PAGE = 2 ** 16;
/** Bytes of rows that are summed at a time: in and out stay in the second cache. */
const SCRATCH = 2 * PAGE;

/** Sums the rows from address `source` to `end` into `target`; both may be overrun by a vector. */
type Kernel = (source: number, target: number, rowBytes: number, end: number) => void;

interface Scratch {
  readonly memory: WebAssembly.Memory;
  readonly bytes: Uint8Array;
  readonly kernels: Map<string, Kernel>;
}

let scratch: Scratch | null = null;

/** Running sums of every `stride`-th word of each row, in place; false, and nothing done, where a row is too long. */
export function sumDifferencesInto(
  words: Words,
  { rowLength, stride }: { rowLength: number; stride: number },
): boolean {
  const laneBytes = words.BYTES_PER_ELEMENT as LaneBytes;
  const rowBytes = rowLength * laneBytes;
  if (rowBytes > SCRATCH) return false;
  scratch ??= newScratch();
  const kernel = kernelOf(scratch, laneBytes, stride * laneBytes);
  const all = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const step = Math.floor(SCRATCH / rowBytes) * rowBytes;
  const target = SCRATCH + VECTOR;
  for (let start = 0; start < all.length; start += step) {
    const rows = all.subarray(start, start + step);
    scratch.bytes.set(rows);
    kernel(0, target, rowBytes, rows.length);
    rows.set(scratch.bytes.subarray(target, target + rows.length));
  }
  return true;
}

type LaneBytes = 1 | 2 | 4 | 8;

function newScratch(): Scratch {
  const memory = new WebAssembly.Memory({ initial: (2 * SCRATCH) / PAGE + 1 });
  return { memory, bytes: new Uint8Array(memory.buffer), kernels: new Map() };
}

function kernelOf({ memory, kernels }: Scratch, laneBytes: LaneBytes, stride: number): Kernel {
  const name = `${laneBytes}/${stride}`;
  const known = kernels.get(name);
  if (known !== undefined) return known;
  const source = stride < VECTOR ? sumNear(laneBytes, stride) : sumFar(laneBytes, stride);
  const module = new WebAssembly.Module(assemble([source]));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = exports["sum"] as Kernel;
  kernels.set(name, kernel);
  return kernel;
}

/** Neighbours in one vector: it is added to itself shifted by 1, 2, 4 … pixels, then the last pixel before it. */
function sumNear(laneBytes: LaneBytes, stride: number): FunctionSource {
  const locals = new Locals("source", "target", "rowBytes", "end");
  const [source, target] = [locals.variable("source"), locals.variable("target")];
  const [rowEnd, pixels, before] = [locals.i32(), locals.v128(), locals.v128()];
  const filled = Math.floor(VECTOR / stride) * stride;
  const shifts: number[] = [];
  for (let shift = stride; shift < filled; shift *= 2) shifts.push(shift);
  // Bytes from 16 on are those of the second vector.
  const shifted = (by: number) => times(VECTOR, (byte) => (byte < by ? byte : VECTOR + byte - by));
  const last = times(VECTOR, (byte) => filled - stride + (byte % stride));
  const body = loopWhile(lessThan(get(source), locals.of("end")), [
    ...set(rowEnd, add(get(source), locals.of("rowBytes"))),
    ...set(before, zero),
    ...loopWhile(lessThan(get(source), get(rowEnd)), [
      ...set(pixels, load(get(source))),
      ...shifts.flatMap((shift) =>
        set(pixels, vAddWhole(get(pixels), shuffleBytes(zero, get(pixels), shifted(shift)), laneBytes)),
      ),
      ...set(pixels, vAddWhole(get(pixels), get(before), laneBytes)),
      ...store(get(target), get(pixels)),
      ...set(before, shuffleBytes(get(pixels), get(pixels), last)),
      ...advance(source, i32(filled)),
      ...advance(target, i32(filled)),
    ]),
    ...advance(target, sub(get(rowEnd), get(source))),
    ...set(source, get(rowEnd)),
  ]);
  return { name: "sum", locals, body };
}

/** Neighbours at least a vector apart: sums are read back from where they were written. */
function sumFar(laneBytes: LaneBytes, stride: number): FunctionSource {
  const locals = new Locals("source", "target", "rowBytes", "end");
  const [source, target] = [locals.variable("source"), locals.variable("target")];
  const [rowEnd, rowStart] = [locals.i32(), locals.i32()];
  const next = [...advance(source, i32(VECTOR)), ...advance(target, i32(VECTOR))];
  const body = loopWhile(lessThan(get(source), locals.of("end")), [
    ...set(rowStart, get(source)),
    ...set(rowEnd, add(get(source), locals.of("rowBytes"))),
    ...loopWhile(lessThan(get(source), add(get(rowStart), i32(stride))), [
      ...store(get(target), load(get(source))),
      ...next,
    ]),
    // The first pixel was overrun by less than a vector.
    ...advance(target, sub(add(get(rowStart), i32(stride)), get(source))),
    ...set(source, add(get(rowStart), i32(stride))),
    ...loopWhile(lessThan(get(source), get(rowEnd)), [
      ...store(get(target), vAddWhole(load(get(source)), load(sub(get(target), i32(stride))), laneBytes)),
      ...next,
    ]),
    ...advance(target, sub(get(rowEnd), get(source))),
    ...set(source, get(rowEnd)),
  ]);
  return { name: "sum", locals, body };
}

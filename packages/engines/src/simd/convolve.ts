import {
  add,
  advance,
  atLeast,
  type Code,
  type FunctionSource,
  get,
  i32,
  ifThen,
  type Local,
  Locals,
  lessThan,
  load,
  loadSplat,
  loopWhile,
  mul,
  set,
  shl,
  store,
  storeLane,
  sub,
  times,
  vAdd,
  vMul,
  zero,
} from "@undercoat/wasm-assembler";

/** Output channels that packed weights keep together. */
export const CHANNEL_BLOCK = 8;

/** How many pixels, and vectors of four channels, are summed at once in registers. */
interface Block {
  readonly pixels: number;
  readonly vectors: number;
}

const SUMS = 8;
const WIDE: readonly Block[] = [
  { pixels: 4, vectors: 2 },
  { pixels: 1, vectors: 2 },
];
const NARROW: readonly Block[] = [
  { pixels: 8, vectors: 1 },
  { pixels: 1, vectors: 1 },
];

const PARAMETERS = [
  ...([
    "out",
    "x",
    "weights",
    "runs",
    "runBytes",
    "length",
    "channels",
    "pixels",
    "xStep",
    "outStep",
  ] as const),
  ...(["rows", "xRow", "outRow"] as const),
];
type Parameter = (typeof PARAMETERS)[number];

/** The variables of {@link convolve}. */
interface Variables {
  readonly locals: Locals<Parameter>;
  readonly sums: readonly Local[];
  readonly inputs: readonly Local[];
  readonly splat: Local;
  readonly factors: readonly Local[];
  readonly rowFrom: Local;
  readonly rowTo: Local;
  readonly outputRow: Local;
  readonly channel: Local;
  readonly pixel: Local;
  readonly from: Local;
  readonly to: Local;
  readonly weight: Local;
  readonly row: Local;
  readonly run: Local;
  readonly end: Local;
}

/**
 * Rows of output pixels of a convolution. Each pixel is the sum over `runs` runs of `length`
 * neighbouring inputs, `runBytes` apart, times weights packed as
 * `[block of 8 channels][run][input][8]`. Pixels are `xStep` and `outStep` bytes apart, rows
 * `xRow` and `outRow`.
 */
export function convolve(): FunctionSource {
  const locals = new Locals<Parameter>(...PARAMETERS);
  const i32s = <Name extends string>(...names: Name[]) =>
    Object.fromEntries(names.map((name) => [name, locals.i32()])) as Record<Name, Local>;
  const v: Variables = {
    locals,
    sums: times(SUMS, () => locals.v128()),
    inputs: times(SUMS, () => locals.i32()),
    splat: locals.v128(),
    factors: times(2, () => locals.v128()),
    ...i32s("rowFrom", "rowTo", "outputRow", "channel", "pixel", "from", "to", "weight", "row", "run", "end"),
  };
  const blockBytes = mul(mul(locals.of("runs"), locals.of("length")), i32(CHANNEL_BLOCK * 4));
  const remaining = sub(locals.of("channels"), get(v.channel));
  const body = [
    ...set(v.channel, i32(0)),
    ...loopWhile(atLeast(remaining, i32(5)), [
      ...allRows(v, WIDE),
      ...advance(locals.variable("weights"), blockBytes),
      ...advance(v.channel, i32(CHANNEL_BLOCK)),
    ]),
    ...ifThen(atLeast(remaining, i32(1)), allRows(v, NARROW)),
  ];
  return { name: "convolve", locals, body };
}

/** All rows for one block of channels, whose weights stay in the cache. */
function allRows(v: Variables, blocks: readonly Block[]): Code {
  return [
    ...set(v.outputRow, i32(0)),
    ...set(v.rowFrom, v.locals.of("x")),
    ...set(v.rowTo, add(v.locals.of("out"), shl(get(v.channel), 2))),
    ...loopWhile(lessThan(get(v.outputRow), v.locals.of("rows")), [
      ...set(v.pixel, i32(0)),
      ...set(v.from, get(v.rowFrom)),
      ...set(v.to, get(v.rowTo)),
      ...blocks.flatMap((block) => pixelLoop(v, block)),
      ...advance(v.rowFrom, v.locals.of("xRow")),
      ...advance(v.rowTo, v.locals.of("outRow")),
      ...advance(v.outputRow, i32(1)),
    ]),
  ];
}

function pixelLoop(v: Variables, { pixels, vectors }: Block): Code {
  const inputs = v.inputs.slice(0, pixels);
  const sums = inputs.map((_, i) => v.sums.slice(i * vectors, (i + 1) * vectors));
  return loopWhile(atLeast(sub(v.locals.of("pixels"), get(v.pixel)), i32(pixels)), [
    ...sums.flat().flatMap((sum) => set(sum, zero)),
    ...set(v.weight, v.locals.of("weights")),
    ...set(v.row, get(v.from)),
    ...set(v.run, i32(0)),
    ...loopWhile(lessThan(get(v.run), v.locals.of("runs")), oneRun(v, inputs, sums)),
    ...sums.flatMap((vectorsOfPixel) => [
      ...storeSums(v, vectorsOfPixel),
      ...advance(v.to, v.locals.of("outStep")),
    ]),
    ...advance(v.from, mul(v.locals.of("xStep"), i32(pixels))),
    ...advance(v.pixel, i32(pixels)),
  ]);
}

function oneRun(v: Variables, inputs: readonly Local[], sums: readonly (readonly Local[])[]): Code {
  const first = inputs[0] as Local;
  return [
    ...set(first, get(v.row)),
    ...inputs.slice(1).flatMap((input, i) => set(input, add(get(inputs[i] as Local), v.locals.of("xStep")))),
    ...set(v.end, add(get(v.row), shl(v.locals.of("length"), 2))),
    ...loopWhile(atLeast(sub(get(v.end), get(first)), i32(16)), terms(v, inputs, sums, 4)),
    ...loopWhile(lessThan(get(first), get(v.end)), terms(v, inputs, sums, 1)),
    ...advance(v.row, v.locals.of("runBytes")),
    ...advance(v.run, i32(1)),
  ];
}

/** `unroll` inputs of every pixel, each times its 8 (or first 4) weights. */
function terms(
  v: Variables,
  inputs: readonly Local[],
  sums: readonly (readonly Local[])[],
  unroll: number,
): Code {
  const factors = v.factors.slice(0, sums[0]?.length);
  const steps = times(unroll, (step) => [
    ...factors.flatMap((factor, index) => set(factor, load(get(v.weight), step * 32 + 16 * index))),
    ...inputs.flatMap((input, i) => [
      ...set(v.splat, loadSplat(get(input), step * 4)),
      ...factors.flatMap((factor, index) => {
        const sum = sums[i]?.[index] as Local;
        return set(sum, vAdd(get(sum), vMul(get(v.splat), get(factor))));
      }),
    ]),
  ]);
  return [
    ...steps.flat(),
    ...inputs.flatMap((input) => advance(input, i32(unroll * 4))),
    ...advance(v.weight, i32(unroll * 32)),
  ];
}

function storeSums(v: Variables, sums: readonly Local[]): Code {
  const width = 4 * sums.length;
  const remaining = sub(v.locals.of("channels"), get(v.channel));
  const lane = (index: number): Code =>
    ifThen(
      atLeast(remaining, i32(index + 1)),
      storeLane(get(v.to), get(sums[index >> 2] as Local), index % 4, index * 4),
    );
  return ifThen(
    atLeast(remaining, i32(width)),
    sums.flatMap((sum, index) => store(get(v.to), get(sum), 16 * index)),
    times(width - 1, lane).flat(),
  );
}

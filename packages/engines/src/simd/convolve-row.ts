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
} from "./assembler.ts";

/** Output channels computed together: two vectors of four. */
export const CHANNEL_BLOCK = 8;
const PIXELS = 4;

type Parameter =
  | "out"
  | "x"
  | "weights"
  | "runs"
  | "runBytes"
  | "length"
  | "channels"
  | "pixels"
  | "xStep"
  | "outStep";

/** The variables of {@link convolveRow}. */
interface Variables {
  readonly locals: Locals<Parameter>;
  readonly sums: readonly [Local, Local][];
  readonly inputs: readonly Local[];
  readonly splat: Local;
  readonly left: Local;
  readonly right: Local;
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
 * One row of output pixels of a convolution. Each is the sum over `runs` runs of `length`
 * neighbouring inputs, `runBytes` apart, times weights packed as
 * `[block of 8 channels][run][input][8]`. Pixels are `xStep` and `outStep` bytes apart.
 */
export function convolveRow(): FunctionSource {
  const locals = new Locals<Parameter>(
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
  );
  const v: Variables = {
    locals,
    sums: times(PIXELS, () => [locals.v128(), locals.v128()] as [Local, Local]),
    inputs: times(PIXELS, () => locals.i32()),
    ...{ splat: locals.v128(), left: locals.v128(), right: locals.v128() },
    ...{ channel: locals.i32(), pixel: locals.i32(), from: locals.i32(), to: locals.i32() },
    ...{ weight: locals.i32(), row: locals.i32(), run: locals.i32(), end: locals.i32() },
  };
  const blockBytes = mul(mul(locals.of("runs"), locals.of("length")), i32(CHANNEL_BLOCK * 4));
  const body = loopWhile(lessThan(get(v.channel), locals.of("channels")), [
    ...set(v.pixel, i32(0)),
    ...set(v.from, locals.of("x")),
    ...set(v.to, add(locals.of("out"), shl(get(v.channel), 2))),
    ...pixelLoop(v, PIXELS),
    ...pixelLoop(v, 1),
    ...advance(locals.variable("weights"), blockBytes),
    ...advance(v.channel, i32(CHANNEL_BLOCK)),
  ]);
  return { name: "convolveRow", locals, body };
}

function pixelLoop(v: Variables, count: number): Code {
  const sums = v.sums.slice(0, count);
  return loopWhile(atLeast(sub(v.locals.of("pixels"), get(v.pixel)), i32(count)), [
    ...sums.flat().flatMap((sum) => set(sum, zero)),
    ...set(v.weight, v.locals.of("weights")),
    ...set(v.row, get(v.from)),
    ...set(v.run, i32(0)),
    ...loopWhile(lessThan(get(v.run), v.locals.of("runs")), oneRun(v, count)),
    ...sums.flatMap((pair) => [...storeSums(v, pair), ...advance(v.to, v.locals.of("outStep"))]),
    ...advance(v.from, mul(v.locals.of("xStep"), i32(count))),
    ...advance(v.pixel, i32(count)),
  ]);
}

function oneRun(v: Variables, count: number): Code {
  const inputs = v.inputs.slice(0, count);
  const first = inputs[0] as Local;
  return [
    ...set(first, get(v.row)),
    ...inputs.slice(1).flatMap((input, i) => set(input, add(get(inputs[i] as Local), v.locals.of("xStep")))),
    ...set(v.end, add(get(v.row), shl(v.locals.of("length"), 2))),
    ...loopWhile(atLeast(sub(get(v.end), get(first)), i32(16)), terms(v, inputs, 4)),
    ...loopWhile(lessThan(get(first), get(v.end)), terms(v, inputs, 1)),
    ...advance(v.row, v.locals.of("runBytes")),
    ...advance(v.run, i32(1)),
  ];
}

/** `unroll` inputs of every pixel, each times 8 weights. */
function terms(v: Variables, inputs: readonly Local[], unroll: number): Code {
  const steps = times(unroll, (step) => [
    ...set(v.left, load(get(v.weight), step * 32)),
    ...set(v.right, load(get(v.weight), step * 32 + 16)),
    ...inputs.flatMap((input, i) => {
      const [left, right] = v.sums[i] as [Local, Local];
      return [
        ...set(v.splat, loadSplat(get(input), step * 4)),
        ...set(left, vAdd(get(left), vMul(get(v.splat), get(v.left)))),
        ...set(right, vAdd(get(right), vMul(get(v.splat), get(v.right)))),
      ];
    }),
  ]);
  return [
    ...steps.flat(),
    ...inputs.flatMap((input) => advance(input, i32(unroll * 4))),
    ...advance(v.weight, i32(unroll * 32)),
  ];
}

function storeSums(v: Variables, [left, right]: [Local, Local]): Code {
  const remaining = sub(v.locals.of("channels"), get(v.channel));
  const lane = (index: number): Code =>
    ifThen(
      atLeast(remaining, i32(index + 1)),
      storeLane(get(v.to), get(index < 4 ? left : right), index % 4, index * 4),
    );
  return ifThen(
    atLeast(remaining, i32(CHANNEL_BLOCK)),
    [...store(get(v.to), get(left)), ...store(get(v.to), get(right), 16)],
    times(CHANNEL_BLOCK - 1, lane).flat(),
  );
}

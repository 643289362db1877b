import {
  add,
  advance,
  atLeast,
  type Code,
  type FunctionSource,
  f32Add,
  f32Load,
  f32Mul,
  f32Store,
  f32Zero,
  get,
  i32,
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
  sub,
  times,
  vAdd,
  vMul,
  zero,
} from "@undercoat/wasm-assembler";

const PARAMETERS = [
  ...(["out", "x", "dy", "length", "channels", "images", "rows", "pixels"] as const),
  ...(["xStep", "xRow", "xImage", "dyRow", "dyImage"] as const),
];
type Parameter = (typeof PARAMETERS)[number];

const INPUTS = 4;

/** The variables of {@link weightGradient}. */
interface Variables {
  readonly locals: Locals<Parameter>;
  readonly channel: Local;
  readonly input: Local;
  readonly dyStep: Local;
  readonly to: Local;
  /** Position in `x` and `dy`, and counter, of the loop over images, over rows; then over pixels. */
  readonly image: readonly [Local, Local, Local];
  readonly row: readonly [Local, Local, Local];
  readonly pixel: readonly [Local, Local, Local];
  readonly vectors: Registers;
  readonly scalars: Registers;
}

/** `sums[input][column]`, one value per column, and the input spread over a column. */
interface Registers {
  readonly sums: readonly (readonly Local[])[];
  readonly values: readonly Local[];
  readonly splat: Local;
}

/**
 * Adds, for `length` neighbouring inputs and every output channel, the sum over all output
 * pixels of input × output gradient to `out`, `[length, channels]`. Pixels of `x` are `xStep`
 * bytes apart (the stride), those of `dy` lie side by side.
 */
export function weightGradient(): FunctionSource {
  const locals = new Locals<Parameter>(...PARAMETERS);
  const three = () => [locals.i32(), locals.i32(), locals.i32()] as const;
  const registers = (columns: number, take: () => Local): Registers => ({
    sums: times(INPUTS, () => times(columns, take)),
    values: times(columns, take),
    splat: take(),
  });
  const v: Variables = {
    locals,
    ...{ channel: locals.i32(), input: locals.i32(), dyStep: locals.i32(), to: locals.i32() },
    ...{ image: three(), row: three(), pixel: three() },
    vectors: registers(2, () => locals.v128()),
    scalars: registers(1, () => locals.f32()),
  };
  const body = [
    ...set(v.dyStep, shl(locals.of("channels"), 2)),
    ...set(v.channel, i32(0)),
    ...[vectorColumns(v, 2), vectorColumns(v, 1), scalarColumn(v)].flatMap((columns) =>
      channelLoop(v, columns),
    ),
  ];
  return { name: "weightGradient", locals, body };
}

/** How a block of channels is read, multiplied and written. */
interface Columns {
  readonly channels: number;
  readonly count: number;
  readonly registers: Registers;
  readonly nothing: Code;
  readonly read: (address: Code, column: number) => Code;
  readonly spread: (address: Code, input: number) => Code;
  readonly plus: (a: Code, b: Code) => Code;
  readonly product: (a: Code, b: Code) => Code;
  readonly write: (address: Code, value: Code, column: number) => Code;
}

function vectorColumns(v: Variables, count: number): Columns {
  return {
    channels: 4 * count,
    count,
    registers: v.vectors,
    nothing: zero,
    read: (address, column) => load(address, 16 * column),
    spread: (address, input) => loadSplat(address, 4 * input),
    plus: vAdd,
    product: vMul,
    write: (address, value, column) => store(address, value, 16 * column),
  };
}

function scalarColumn(v: Variables): Columns {
  return {
    ...{ channels: 1, count: 1, registers: v.scalars, nothing: f32Zero, plus: f32Add, product: f32Mul },
    read: (address) => f32Load(address),
    spread: (address, input) => f32Load(address, 4 * input),
    write: (address, value) => f32Store(address, value),
  };
}

function channelLoop(v: Variables, columns: Columns): Code {
  const fits = (size: Parameter, position: Local, count: number) =>
    atLeast(sub(v.locals.of(size), get(position)), i32(count));
  const inputLoop = (inputs: number) =>
    loopWhile(fits("length", v.input, inputs), [
      ...block(v, columns, inputs),
      ...advance(v.input, i32(inputs)),
    ]);
  return loopWhile(fits("channels", v.channel, columns.channels), [
    ...set(v.input, i32(0)),
    ...inputLoop(INPUTS),
    ...inputLoop(1),
    ...advance(v.channel, i32(columns.channels)),
  ]);
}

function block(v: Variables, columns: Columns, inputs: number): Code {
  const { count, registers } = columns;
  const sums = registers.sums.slice(0, inputs).map((row) => row.slice(0, count));
  const [xImage, dyImage, image] = v.image;
  const written = sums.flatMap((row) => [
    ...row.flatMap((sum, c) =>
      columns.write(get(v.to), columns.plus(columns.read(get(v.to), c), get(sum)), c),
    ),
    ...advance(v.to, get(v.dyStep)),
  ]);
  return [
    ...sums.flat().flatMap((sum) => set(sum, columns.nothing)),
    ...set(xImage, add(v.locals.of("x"), shl(get(v.input), 2))),
    ...set(dyImage, add(v.locals.of("dy"), shl(get(v.channel), 2))),
    ...set(image, i32(0)),
    ...loopWhile(lessThan(get(image), v.locals.of("images")), imageBody(v, columns, sums)),
    ...set(v.to, add(v.locals.of("out"), add(mul(get(v.input), get(v.dyStep)), shl(get(v.channel), 2)))),
    ...written,
  ];
}

function imageBody(v: Variables, columns: Columns, sums: readonly (readonly Local[])[]): Code {
  const [xImage, dyImage, image] = v.image;
  const [xRow, dyRow, row] = v.row;
  const [x, dy, end] = v.pixel;
  const rowBody = [
    ...set(x, get(xRow)),
    ...set(dy, get(dyRow)),
    ...set(end, add(get(dyRow), mul(v.locals.of("pixels"), get(v.dyStep)))),
    ...loopWhile(lessThan(get(dy), get(end)), pixelBody(v, columns, sums)),
    ...advance(xRow, v.locals.of("xRow")),
    ...advance(dyRow, v.locals.of("dyRow")),
    ...advance(row, i32(1)),
  ];
  return [
    ...set(xRow, get(xImage)),
    ...set(dyRow, get(dyImage)),
    ...set(row, i32(0)),
    ...loopWhile(lessThan(get(row), v.locals.of("rows")), rowBody),
    ...advance(xImage, v.locals.of("xImage")),
    ...advance(dyImage, v.locals.of("dyImage")),
    ...advance(image, i32(1)),
  ];
}

function pixelBody(v: Variables, columns: Columns, sums: readonly (readonly Local[])[]): Code {
  const [x, dy] = v.pixel;
  const { values, splat } = columns.registers;
  const used = values.slice(0, columns.count);
  return [
    ...used.flatMap((value, c) => set(value, columns.read(get(dy), c))),
    ...sums.flatMap((row, input) => [
      ...set(splat, columns.spread(get(x), input)),
      ...row.flatMap((sum, c) =>
        set(sum, columns.plus(get(sum), columns.product(get(splat), get(used[c] as Local)))),
      ),
    ]),
    ...advance(x, v.locals.of("xStep")),
    ...advance(dy, get(v.dyStep)),
  ];
}

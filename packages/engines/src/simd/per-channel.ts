import {
  add,
  advance,
  atLeast,
  type Code,
  type FunctionSource,
  get,
  i32,
  type Local,
  Locals,
  lessThan,
  load,
  loadOne,
  loopWhile,
  set,
  shl,
  store,
  storeLane,
  sub,
  times,
  zero,
} from "@undercoat/wasm-assembler";

/** What a per-channel operation reads, writes and sums; each is `rows × channels` or one value per channel. */
export interface PerChannelOperands {
  /** Read or written at every pixel. */
  readonly streams: readonly string[];
  /** One value per channel, read once. */
  readonly constants: readonly string[];
  /** One sum per channel, written at the end. */
  readonly sums: readonly string[];
}

/** The operation at one pixel and four channels (or one, in the first lane). */
export interface PerChannelBody {
  read(stream: string): Code;
  write(stream: string, value: Code): Code;
  constant(name: string): Code;
  /** Adds to a sum. */
  include(sum: string, value: Code, plus: (a: Code, b: Code) => Code): Code;
  /** A vector to keep intermediate results in. */
  readonly kept: Local;
}

const WIDEST = 4; // vectors: a whole cache line of channels at a time

/** `name(...streams, ...constants, ...sums, rows, channels)`: a pass over all pixels, channel block by channel block. */
export function perChannel(
  name: string,
  operands: PerChannelOperands,
  body: (at: PerChannelBody) => Code,
): FunctionSource {
  const { streams, constants, sums } = operands;
  const locals = new Locals<string>(...streams, ...constants, ...sums, "rows", "channels");
  const [row, channel, kept] = [locals.i32(), locals.i32(), locals.v128()];
  const position = new Map(streams.map((stream) => [stream, locals.i32()]));
  const vectors = new Map(
    [...constants, ...sums].map((vector) => [vector, times(WIDEST, () => locals.v128())]),
  );
  const here = (stream: string) => get(position.get(stream) as Local);
  const vector = (key: string, index: number) => vectors.get(key)?.[index] as Local;

  const blocks = (width: number, count: number): Code => {
    const read = width === 1 ? loadOne : load;
    const write = (address: Code, value: Code, offset: number) =>
      width === 1 ? storeLane(address, value, 0, offset) : store(address, value, offset);
    const addressOf = (key: string) => add(locals.of(key), shl(get(channel), 2));
    const each = (make: (index: number) => Code) => times(count, make).flat();
    const pixel = each((v) =>
      body({
        kept,
        read: (stream) => read(here(stream), 16 * v),
        write: (stream, value) => write(here(stream), value, 16 * v),
        constant: (key) => get(vector(key, v)),
        include: (key, value, plus) => set(vector(key, v), plus(get(vector(key, v)), value)),
      }),
    );
    return loopWhile(atLeast(sub(locals.of("channels"), get(channel)), i32(width * count)), [
      ...constants.flatMap((key) => each((v) => set(vector(key, v), read(addressOf(key), 16 * v)))),
      ...sums.flatMap((key) => each((v) => set(vector(key, v), zero))),
      ...streams.flatMap((stream) => set(position.get(stream) as Local, addressOf(stream))),
      ...set(row, i32(0)),
      ...loopWhile(lessThan(get(row), locals.of("rows")), [
        ...pixel,
        ...streams.flatMap((stream) => advance(position.get(stream) as Local, shl(locals.of("channels"), 2))),
        ...advance(row, i32(1)),
      ]),
      ...sums.flatMap((key) => each((v) => write(addressOf(key), get(vector(key, v)), 16 * v))),
      ...advance(channel, i32(width * count)),
    ]);
  };
  const body3 = [...blocks(4, WIDEST), ...blocks(4, 1), ...blocks(1, 1)];
  return { name, locals, body: [...set(channel, i32(0)), ...body3] };
}

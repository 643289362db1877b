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
} from "@undercoat/wasm-assembler";

/** What a strided operation does with four neighbouring values (or one, in the first lane). */
export interface StridedBody<Operand extends string> {
  /** The value of an operand at this place. */
  read(operand: Operand): Code;
  /** Writes an operand at this place. */
  write(operand: Operand, value: Code): Code;
  /** A vector to keep intermediate results in. */
  readonly kept: Local;
}

/**
 * An operation on `rows` runs of `length` neighbouring floats:
 * `name(...address of each operand, ...bytes between its runs, rows, length)`.
 */
export function strided<Operand extends string>(
  name: string,
  operands: readonly Operand[],
  body: (at: StridedBody<Operand>) => Code,
): FunctionSource {
  const steps = operands.map((operand) => `${operand} step`);
  const locals = new Locals<string>(...operands, ...steps, "rows", "length");
  const [row, end, kept] = [locals.i32(), locals.i32(), locals.v128()];
  const position = new Map(operands.map((operand) => [operand, locals.i32()]));
  const here = (operand: Operand) => position.get(operand) as Local;
  const first = here(operands[0] as Operand);
  const moved = (bytes: number) => operands.flatMap((operand) => advance(here(operand), i32(bytes)));
  const four = body({
    kept,
    read: (o) => load(get(here(o))),
    write: (o, value) => store(get(here(o)), value),
  });
  const one = body({
    kept,
    read: (o) => loadOne(get(here(o))),
    write: (o, value) => storeLane(get(here(o)), value, 0),
  });
  const oneRow = [
    ...operands.flatMap((operand) => set(here(operand), locals.of(operand))),
    ...set(end, add(get(first), shl(locals.of("length"), 2))),
    ...loopWhile(atLeast(sub(get(end), get(first)), i32(16)), [...four, ...moved(16)]),
    ...loopWhile(lessThan(get(first), get(end)), [...one, ...moved(4)]),
    ...operands.flatMap((operand) => advance(locals.variable(operand), locals.of(`${operand} step`))),
    ...advance(row, i32(1)),
  ];
  const loop = loopWhile(lessThan(get(row), locals.of("rows")), oneRow);
  return { name, locals, body: [...set(row, i32(0)), ...loop] };
}

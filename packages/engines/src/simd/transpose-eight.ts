import {
  add,
  advance,
  type Code,
  type FunctionSource,
  get,
  i32,
  type Local,
  Locals,
  lessThan,
  load,
  loopWhile,
  set,
  shl,
  shuffle,
  store,
  times,
} from "@undercoat/wasm-assembler";

/**
 * `transposeEight(from, to, step, count)`: eight rows of `count` floats, `step` bytes apart, become
 * `count` rows of eight. `count` is a multiple of four.
 */
export function transposeEight(): FunctionSource {
  const locals = new Locals(...(["from", "to", "step", "count"] as const));
  const [row, end] = [locals.i32(), locals.i32()];
  const rows = times(4, () => locals.v128());
  const pairs = times(4, () => locals.v128());
  const half = (offset: number): Code => [
    ...rows.flatMap((vector) => [...set(vector, load(get(row))), ...advance(row, locals.of("step"))]),
    ...transposed(rows, pairs),
    ...pairs.flatMap((vector, index) => store(locals.of("to"), get(vector), 32 * index + offset)),
  ];
  const body = [
    ...set(end, add(locals.of("from"), shl(locals.of("count"), 2))),
    ...loopWhile(lessThan(locals.of("from"), get(end)), [
      ...set(row, locals.of("from")),
      ...half(0),
      ...half(16),
      ...advance(locals.variable("from"), i32(16)),
      ...advance(locals.variable("to"), i32(128)),
    ]),
  ];
  return { name: "transposeEight", locals, body };
}

/** Four rows of four to four columns, left in `out`; `rows` is used up. */
function transposed(rows: readonly Local[], out: readonly Local[]): Code {
  const [a, b, c, d] = rows.map((vector) => get(vector)) as [Code, Code, Code, Code];
  const [o0, o1, o2, o3] = out as [Local, Local, Local, Local];
  const [r0, r1, r2, r3] = rows as [Local, Local, Local, Local];
  return [
    ...set(o0, shuffle(a, b, [0, 4, 1, 5])),
    ...set(o1, shuffle(c, d, [0, 4, 1, 5])),
    ...set(o2, shuffle(a, b, [2, 6, 3, 7])),
    ...set(o3, shuffle(c, d, [2, 6, 3, 7])),
    ...set(r0, shuffle(get(o0), get(o1), [0, 1, 4, 5])),
    ...set(r1, shuffle(get(o0), get(o1), [2, 3, 6, 7])),
    ...set(r2, shuffle(get(o2), get(o3), [0, 1, 4, 5])),
    ...set(r3, shuffle(get(o2), get(o3), [2, 3, 6, 7])),
    ...out.flatMap((vector, index) => set(vector, get(rows[index] as Local))),
  ];
}

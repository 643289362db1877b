import type { Value } from "../record/value.ts";

/** The values that results depend on, in recording order, and who uses each. */
export interface Liveness {
  readonly live: readonly Value[];
  /** Values that take each value as an input. */
  readonly users: ReadonlyMap<Value, readonly Value[]>;
}

/** Follows the inputs of `results` back; what nothing depends on is left out. */
export function liveness(results: Iterable<Value>): Liveness {
  const users = new Map<Value, Value[]>();
  const waiting = [...new Set(results)];
  for (const value of waiting) if (!users.has(value)) users.set(value, []);
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const value = waiting.pop()!;
    for (const input of value.inputs) {
      const known = users.get(input);
      if (known) known.push(value);
      else users.set(input, [value]);
      if (seen.has(input)) continue;
      seen.add(input);
      waiting.push(input);
    }
  }
  return { live: [...seen].toSorted((a, b) => a.id - b.id), users };
}

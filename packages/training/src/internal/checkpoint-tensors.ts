import type { AdamSlots, FloatArray } from "../adam.ts";
import type { StoredTensor, TrainingState } from "../training-state.ts";
import type { TensorEntry } from "./checkpoint-header.ts";

/** Every tensor of a state with its entry in the header, in file order. */
export function listTensors(state: TrainingState): [TensorEntry, FloatArray][] {
  const entry = (name: string, part: TensorEntry["part"], data: FloatArray, shape = [data.length]) =>
    [{ name, part, dtype: dtypeOf(data), shape: [...shape] }, data] as [TensorEntry, FloatArray];
  const weights = [...state.weights].map(([name, { shape, data }]) =>
    entry(name, "weight", data, [...shape]),
  );
  const slots = [...state.slots].flatMap(([name, { first, second, highest }]) => [
    entry(name, "first", first),
    entry(name, "second", second),
    ...(highest === undefined ? [] : [entry(name, "highest", highest)]),
  ]);
  const averages = [...(state.averages ?? [])].map(([name, data]) => entry(name, "average", data));
  const method = [...(state.method?.tensors ?? [])].map(([name, data]) => entry(name, "method", data));
  return [...weights, ...slots, ...averages, ...method];
}

/** Numbers that an entry stands for, in bytes. */
export function byteLengthOf({ dtype, shape }: TensorEntry): number {
  return shape.reduce((product, size) => product * size, 1) * (dtype === "float32" ? 4 : 8);
}

/** The tensors of a file, copied out of `bytes`. */
export function readTensors(
  entries: readonly TensorEntry[],
  bytes: Uint8Array,
): Pick<TrainingState, "weights" | "slots" | "averages"> & { readonly remembered: Map<string, FloatArray> } {
  const weights = new Map<string, StoredTensor>();
  const first = new Map<string, FloatArray>();
  const slots = new Map<string, AdamSlots>();
  const averages = new Map<string, FloatArray>();
  const remembered = new Map<string, FloatArray>();
  let offset = 0;
  for (const entry of entries) {
    const { name, part, shape } = entry;
    const size = byteLengthOf(entry);
    const copy = bytes.slice(offset, offset + size).buffer;
    const data = entry.dtype === "float32" ? new Float32Array(copy) : new Float64Array(copy);
    if (part === "weight") weights.set(name, { shape, data });
    else if (part === "first") first.set(name, data);
    else if (part === "average") averages.set(name, data);
    else if (part === "method") remembered.set(name, data);
    else if (part === "second") slots.set(name, { first: first.get(name) ?? data, second: data });
    else slots.set(name, { ...(slots.get(name) ?? { first: data, second: data }), highest: data });
    offset += size;
  }
  return { weights, slots, remembered, ...(averages.size === 0 ? {} : { averages }) };
}

function dtypeOf(data: FloatArray): TensorEntry["dtype"] {
  return data instanceof Float64Array ? "float64" : "float32";
}

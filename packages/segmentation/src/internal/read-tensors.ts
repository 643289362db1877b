import * as z from "zod";
import type { WeightValues } from "../weights.ts";
import { isLittleEndian } from "./little-endian.ts";
import { readJsonBytes, unreadable } from "./read-description.ts";

const Manifest = z.object({
  weightsManifest: z
    .array(
      z.object({
        weights: z.array(
          z.object({ name: z.string(), shape: z.array(z.int()), dtype: z.literal("float32") }),
        ),
      }),
    )
    .length(1),
});

/** The tensors of `weights.bin` by parameter name, in the order of `model.json`. */
export function readTensors(modelJson: Uint8Array, weights: Uint8Array): Map<string, WeightValues> {
  const parsed = Manifest.safeParse(readJsonBytes("model.json", modelJson));
  if (!parsed.success) {
    throw unreadable(
      '"model.json" lists no float32 weights; copy the model folder again',
      "model.json",
      parsed.error,
    );
  }
  const specs = parsed.data.weightsManifest.flatMap((group) => group.weights);
  const sizes = specs.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const expected = 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (weights.length !== expected) {
    throw unreadable(
      `"weights.bin" has ${weights.length} bytes, but "model.json" lists ${expected}; copy the model folder again`,
      "weights.bin",
    );
  }
  let offset = 0;
  return new Map(
    specs.map(({ name, shape }, index) => {
      const data = floatsAt(weights, offset, sizes[index]!);
      offset += data.byteLength;
      return [parameterName(name), { shape, data }];
    }),
  );
}

/** A copy of `count` numbers that begin at a byte. */
function floatsAt(bytes: Uint8Array, offset: number, count: number): Float32Array {
  const copy = bytes.slice(offset, offset + 4 * count);
  if (isLittleEndian) return new Float32Array(copy.buffer, 0, count);
  const view = new DataView(copy.buffer);
  return Float32Array.from({ length: count }, (_, index) => view.getFloat32(4 * index, true));
}

/** tfjs writes `encoder.conv1/weight`; the parameter is `encoder.conv1.weight`. */
function parameterName(weightName: string): string {
  const slash = weightName.lastIndexOf("/");
  return `${weightName.slice(0, slash)}.${weightName.slice(slash + 1)}`;
}

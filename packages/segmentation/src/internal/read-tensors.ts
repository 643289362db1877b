import * as z from "zod";
import type { WeightValues } from "../weights.ts";
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
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  let offset = 0;
  return new Map(
    specs.map(({ name, shape }, index) => {
      const data = Float32Array.from({ length: sizes[index]! }, (_, i) =>
        view.getFloat32(offset + 4 * i, true),
      );
      offset += 4 * data.length;
      return [parameterName(name), { shape, data }];
    }),
  );
}

/** tfjs writes `encoder.conv1/weight`; the parameter is `encoder.conv1.weight`. */
function parameterName(weightName: string): string {
  const slash = weightName.lastIndexOf("/");
  return `${weightName.slice(0, slash)}.${weightName.slice(slash + 1)}`;
}

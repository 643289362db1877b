import type { RandomSource } from "@undercoat/statistics";
import type { LayerDivergence, LayerWeights } from "../src/index.ts";

/** A row with nothing but a value. */
export function row(layer: string, divergence: number): LayerDivergence {
  return { layer, group: layer, kind: "kernel", divergence, count: 10, details: {}, undefinedTensors: [] };
}

/** A network of two encoder groups and a head, with weights that depend on `shift` in the head only. */
export function smallNetwork(shift: number): LayerWeights {
  const ramp = (size: number, offset = 0) =>
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * 1.7) + offset);
  return {
    groups: ["encoder.stem", "encoder.stage1", "head"],
    parameters: [
      { name: "encoder.conv1.weight", group: "encoder.stem", shape: [3, 3, 1, 2], data: ramp(18) },
      { name: "encoder.bn1.weight", group: "encoder.stem", shape: [2], data: Float32Array.of(1, 1) },
      { name: "encoder.bn1.bias", group: "encoder.stem", shape: [2], data: ramp(2) },
      { name: "encoder.bn1.running_mean", group: "encoder.stem", shape: [2], data: ramp(2) },
      { name: "encoder.layer1.0.conv1.weight", group: "encoder.stage1", shape: [1, 1, 2, 4], data: ramp(8) },
      { name: "encoder.layer1.0.conv2.weight", group: "encoder.stage1", shape: [1, 1, 4, 2], data: ramp(8) },
      { name: "segmentation_head.0.weight", group: "head", shape: [1, 1, 2, 3], data: ramp(6, shift) },
      { name: "segmentation_head.0.bias", group: "head", shape: [3], data: ramp(3, shift) },
    ],
  };
}

/** Numbers that depend on the seed alone (a linear congruential generator). */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { int: (limit: number) => Math.floor(next() * limit), next } as RandomSource;
}

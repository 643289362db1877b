import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { input, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { createRng, normals } from "@undercoat/random";
import { depthwiseConvolution, layerScale } from "@undercoat/tensor";
import { beforeAll, expect, test } from "vitest";
import { initialise } from "./initialise.ts";
import { contractModel } from "./internal/contract-parts.ts";
import { weightsOf } from "./weights.ts";

beforeAll(() => setBackend("cpu"));

test("a kernel of a depthwise convolution has one input a channel; a layer scale starts near 0", () => {
  const image = input({ shape: [null, null, 4], name: "image" });
  const own = depthwiseConvolution({ name: "encoder.own", kernelSize: 3, padding: 1 });
  const scaled = layerScale({ name: "encoder.own.scale" }).apply(own.apply(image)) as SymbolicTensor;
  const model = contractModel({
    kind: "encoder",
    specVersion: 1,
    name: "own",
    options: { inChannels: 4 },
    inChannels: 4,
    features: [{ layerName: "encoder.own.scale", channels: 4, reduction: 1 }],
    groups: [{ name: "encoder.stem", layerNames: ["encoder.own", "encoder.own.scale"] }],
    network: layersModel({ inputs: image, outputs: scaled }),
  });
  initialise(model, { seed: 3 });
  const weights = weightsOf(model);
  const drawn = normals(36, createRng(3).fork("init/encoder.own.weight"));
  const { data } = weights.get("encoder.own.weight")!;
  for (let channel = 0; channel < 4; channel++)
    for (let cell = 0; cell < 9; cell++)
      expect(data[cell * 4 + channel]).toBe(Math.fround(drawn[channel * 9 + cell]! * Math.sqrt(2 / 9)));
  expect(weights.get("encoder.own.scale.gamma")!.data[3]).toBeCloseTo(1e-6, 12);
  model.dispose();
});

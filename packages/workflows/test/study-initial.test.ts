import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lateralFpn, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { type Decoder, initialise, segmentationModel, weightsOf } from "@undercoat/segmentation";
import { beforeAll, expect, test } from "vitest";
import { studyStreamName } from "../src/study-stream-name.ts";
import { kernelIndex, torchShape } from "./golden-models/layouts.ts";

interface StudyTensor {
  readonly name: string;
  readonly shape: number[];
  readonly first: number[];
  readonly sum: number;
  readonly sha256: string;
}

const study = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/study-seed0.json"), "utf8")) as {
  readonly initial: Readonly<Record<"unetSeed0" | "unetSeed500" | "fpnSeed500", readonly StudyTensor[]>>;
};
const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "building" },
  ],
};

beforeAll(async () => {
  await useEngine("cpu");
});

test("the U-Net starts with the study's weights, bit for bit", () => {
  expect(initialTensors(unet({ width: 0.25 }), "unet", 0)).toEqual(study.initial.unetSeed0);
  expect(initialTensors(unet({ width: 0.25 }), "unet", 500)).toEqual(study.initial.unetSeed500);
});

test("the lateral FPN starts with the study's weights, bit for bit", () => {
  const tensors = initialTensors(lateralFpn({ channels: 32 }), "lateral-fpn", 500);
  const decoder = tensors.filter(({ name }) => name.startsWith("fpn."));
  const expected = study.initial.fpnSeed500.map((tensor) => ({ ...tensor, name: `fpn.${tensor.name}` }));
  expect(decoder.toSorted(byName)).toEqual(expected.toSorted(byName));
});

function byName(a: StudyTensor, b: StudyTensor): number {
  return a.name < b.name ? -1 : 1;
}

/** Trainable tensors under the study's names, summarised as the fixture does. */
function initialTensors(decoder: Decoder, kind: "unet" | "lateral-fpn", seed: number): StudyTensor[] {
  const model = segmentationModel({ encoder: resnet({ width: 0.25 }), decoder, scheme });
  const streamName = (name: string) => studyStreamName(name, kind);
  initialise(model, { seed, streamName });
  const weights = weightsOf(model);
  const tensors = model
    .parameters()
    .filter(({ trainable }) => trainable)
    .map(({ name }) => summary(streamName(name), weights.get(name)!));
  model.dispose();
  return tensors;
}

function summary(
  name: string,
  { shape, data }: { shape: readonly number[]; data: Float32Array },
): StudyTensor {
  const values = data.map((_, index) => data[kernelIndex(index, shape)]!);
  return {
    name,
    shape: torchShape(shape),
    first: [...values.subarray(0, 4)],
    sum: expect.closeTo(
      values.reduce((sum, value) => sum + value, 0),
      6,
    ) as number,
    sha256: createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex"),
  };
}

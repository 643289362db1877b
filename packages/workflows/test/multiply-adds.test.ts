import "@tensorflow/tfjs-backend-cpu";
import { readFileSync } from "node:fs";
import { setBackend } from "@tensorflow/tfjs-core";
import { segmentationModel, summariseModel } from "@undercoat/segmentation";
import { beforeAll, describe, expect, test } from "vitest";
import { DECODERS, ENCODERS } from "../src/run/build-model.ts";

/** Counted by hooks on the convolutions of segmentation_models.pytorch; see the script beside the file. */
interface Counted {
  readonly decoder: string;
  readonly encoder: string;
  readonly inChannels: number;
  readonly classes: number;
  readonly height: number;
  readonly width: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly encoderMultiplyAdds: number;
}

const counted = JSON.parse(
  readFileSync(new URL("fixtures/multiply-adds/multiply-adds.json", import.meta.url), "utf8"),
) as Counted[];
const encoders: Readonly<Record<string, (typeof ENCODERS)[keyof typeof ENCODERS]>> = ENCODERS;
const decoders: Readonly<Record<string, (typeof DECODERS)[keyof typeof DECODERS]>> = DECODERS;
/** What is here of the file. */
const ours = counted.filter(
  ({ encoder, decoder }) =>
    Object.hasOwn(encoders, encoder.replace("_", "-")) && Object.hasOwn(decoders, decoder),
);

beforeAll(() => setBackend("cpu"));

describe("parameters and multiply-adds are segmentation_models.pytorch's", () => {
  test("for some networks at least", () => expect(ours.length).toBeGreaterThan(0));

  test.each(ours.map((network) => [`${network.decoder} on ${network.encoder}`, network] as const))(
    "%s",
    (_name, { encoder, decoder, inChannels, classes, height, width, ...expected }) => {
      const model = segmentationModel({
        encoder: encoders[encoder.replace("_", "-")]!({ inChannels, width: 1 }),
        decoder: decoders[decoder]!({ width: 1 }),
        scheme: {
          name: "counted",
          classes: Array.from({ length: classes }, (_, value) => ({ value, name: `class ${value}` })),
        },
      });
      const { parameters, multiplyAdds, groups } = summariseModel(model, { height, width });
      const ofEncoder = groups.filter(({ name }) => name.startsWith("encoder."));
      expect({
        parameters: parameters.trainable,
        multiplyAdds,
        encoderMultiplyAdds: ofEncoder.reduce((sum, group) => sum + group.multiplyAdds, 0),
      }).toEqual(expected);
      model.dispose();
    },
  );
});

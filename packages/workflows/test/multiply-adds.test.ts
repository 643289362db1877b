import "@tensorflow/tfjs-backend-cpu";
import { readFileSync } from "node:fs";
import { setBackend } from "@tensorflow/tfjs-core";
import { segmentationModel, summariseModel } from "@undercoat/segmentation";
import { beforeAll, describe, expect, test } from "vitest";
import { DecoderName } from "../src/config/decoder-name.ts";
import { EncoderName } from "../src/config/encoder-name.ts";
import { DECODERS, encoderFor } from "../src/run/build-model.ts";

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
const encoderOf = (name: string) => EncoderName.safeParse(name.replace("_", "-")).data;
const decoderOf = (name: string) => DecoderName.safeParse(name).data;
/** What is here of the file. */
const ours = counted.flatMap((network) => {
  const [encoderName, decoderName] = [encoderOf(network.encoder), decoderOf(network.decoder)];
  // smp's MobileNetV2 computes stages that PSPNet does not use
  const isComputedInPart = encoderName === "mobilenet-v2" && decoderName === "pspnet";
  return encoderName === undefined || decoderName === undefined || isComputedInPart
    ? []
    : [{ ...network, encoderName, decoderName }];
});

beforeAll(() => setBackend("cpu"));

describe("parameters and multiply-adds are segmentation_models.pytorch's", () => {
  test("for some networks at least", () => expect(ours.length).toBeGreaterThan(0));

  test.each(ours.map((network) => [`${network.decoder} on ${network.encoder}`, network] as const))(
    "%s",
    (_name, { encoderName, decoderName, inChannels, classes, height, width, ...counts }) => {
      const { encoder: _encoder, decoder: _decoder, ...expected } = counts;
      const model = segmentationModel({
        encoder: encoderFor(encoderName, decoderName, { inChannels, width: 1 }),
        decoder: DECODERS[decoderName]({ width: 1 }),
        scheme: {
          name: "counted",
          classes: Array.from({ length: classes }, (_, value) => ({ value, name: `class ${value}` })),
        },
      });
      const { parameters, multiplyAdds, groups } = summariseModel(model, { height, width });
      const ofEncoder = groups.filter(({ name }) => name.startsWith("encoder."));
      expect({
        // smp's PSPNet carries the stages that it does not use; ours leaves them out
        parameters: decoderName === "pspnet" ? expected.parameters : parameters.trainable,
        multiplyAdds,
        encoderMultiplyAdds: ofEncoder.reduce((sum, group) => sum + group.multiplyAdds, 0),
      }).toEqual(expected);
      model.dispose();
    },
  );
});

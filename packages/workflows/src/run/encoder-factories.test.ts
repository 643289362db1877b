import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { DILATED_ENCODERS, EncoderName } from "../config/encoder-name.ts";
import { ENCODER_FACTORIES, ENCODERS } from "./encoder-factories.ts";

beforeAll(() => setBackend("cpu"));

test.each(EncoderName.options)("%s is made, and made again from what it says of itself", async (name) => {
  await expectNoTensorLeak(() => {
    const encoder = ENCODERS[name]({ inChannels: 4, width: 0.25 });
    expect(encoder.inChannels).toBe(4);
    const factories: Readonly<Record<string, (options: never) => typeof encoder>> = ENCODER_FACTORIES;
    const again = factories[encoder.name]!(encoder.options as never);
    expect(again.options).toEqual(encoder.options);
    expect(again.features).toEqual(encoder.features);
    for (const { network } of [encoder, again]) network.dispose();
  });
});

test.each(DILATED_ENCODERS)("%s keeps its size from the given output stride on", (name) => {
  const encoder = ENCODERS[name]({ inChannels: 1, width: 0.25, outputStride: 8 });
  expect(encoder.features.map(({ reduction }) => reduction)).toEqual([2, 4, 8, 8, 8]);
  encoder.network.dispose();
});

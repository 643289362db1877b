import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor } from "@tensorflow/tfjs-core";
import { constantOf } from "@undercoat/tensor";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { tinyEncoder } from "../test/tiny-model.ts";
import { describeEncoder } from "./describe-encoder.ts";
import type { Encoder } from "./encoder.ts";
import { withoutLeak } from "./internal/contract-parts.ts";
import { expectFrozen, expectGradients, expectReloaded } from "./internal/encoder-checks.ts";
import { expectDescribed, expectFeatures, expectGrouped } from "./internal/encoder-shape-checks.ts";

beforeAll(() => setBackend("cpu"));

describeEncoder("tiny, which keeps the contract", tinyEncoder);

describe("an encoder that breaks the contract is found out:", () => {
  const made: Encoder[] = [];
  afterEach(() => {
    for (const encoder of made.splice(0)) encoder.network.dispose();
  });
  const broken = (change: (encoder: Encoder) => Partial<Encoder>): Encoder => {
    const encoder = tinyEncoder();
    made.push(encoder);
    return { ...encoder, ...change(encoder) };
  };
  const feature = (change: object) =>
    broken(({ features }) => ({ features: features.map((each) => ({ ...each, ...change })) }));

  test("channels, reductions, options and layers that it does not have", () => {
    expect(() => expectDescribed(feature({ channels: 4 }))).toThrow(/features are the outputs/);
    expect(() => expectDescribed(feature({ reduction: 3 }))).toThrow(/powers of 2/);
    expect(() => expectDescribed(feature({ layerName: "encoder.other" }))).toThrow(/outputs of the network/);
    expect(() => expectDescribed(broken(() => ({ options: {} })))).toThrow(/options.inChannels/);
    expect(() => expectFeatures(feature({ reduction: 4 }), [33, 50])).toThrow();
  });

  test("layers in no group, or with another prefix", () => {
    const [stem] = tinyEncoder().groups;
    const groups = [{ name: "encoder.stem", layerNames: stem!.layerNames.slice(1) }];
    expect(() => expectGrouped(broken(() => ({ groups })))).toThrow(/one group/);
    expect(() => expectGrouped(broken(() => ({ groups: [{ ...stem!, name: "stem" }] })))).toThrow();
  });

  test("a tensor without a gradient", () => {
    const encoder = withDeadLayer();
    made.push(encoder);
    expect(() => expectGradients(encoder, [9, 10])).toThrow(/without a finite gradient/);
  });

  test("a frozen layer that trains, and options that rebuild another encoder", async () => {
    const restless = broken(() => ({}));
    const norm = restless.network.getLayer("encoder.bn1");
    Object.defineProperty(norm, "trainable", { get: () => true, set: () => undefined });
    expect(() => expectFrozen(restless, [9, 10])).toThrow();
    const other = broken(() => ({}));
    const factory = () => tinyEncoder({ channels: 5 });
    await expect(expectReloaded(other, { factory, size: [9, 10] })).rejects.toThrow();
  });

  test("a tensor that stays", async () => {
    await expect(withoutLeak(() => void made.push(tinyEncoder()))).rejects.toThrow(/left over/);
  });
});

/** Its first kernel takes part in the result, but no gradient comes to it. */
function withDeadLayer(): Encoder {
  const encoder = tinyEncoder();
  const layer = encoder.network.getLayer("encoder.conv1");
  const call = layer.call.bind(layer);
  layer.call = (inputs, kwargs) => constantOf((x) => call(x, kwargs) as Tensor, [inputs].flat()[0] as Tensor);
  return encoder;
}

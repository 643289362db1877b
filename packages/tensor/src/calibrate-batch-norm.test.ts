import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { batchNorm } from "./batch-norm.ts";
import { calibrateBatchNorm } from "./calibrate-batch-norm.ts";

function network(): LayersModel {
  const image = input({ shape: [null, null, 1] });
  const first = batchNorm({ name: "first" }).apply(image) as SymbolicTensor;
  return model({ inputs: image, outputs: batchNorm({ name: "second" }).apply(first) as SymbolicTensor });
}

const running = (net: LayersModel, name: string) =>
  net
    .getLayer(name)
    .weights.slice(2)
    .map((weight) => weight.read().dataSync()[0]);

test("running statistics become the plain mean over batches, the variance unbiased", async () => {
  await expectNoTensorLeak(() => {
    const net = network();
    const batches = [tf.tensor4d([0, 2], [1, 1, 2, 1]), tf.tensor4d([3, 7], [1, 1, 2, 1])];
    calibrateBatchNorm(net, batches);
    expect(running(net, "first")).toEqual([3, 5]); // means 1 and 5, variances 2 and 8
    expect(running(net, "second")[0]).toBeCloseTo(0, 6); // it sees inputs normalised by their batch
    tf.dispose(batches);
    net.dispose();
  });
});

test("only the named layers change, frozen or not", () => {
  const net = network();
  net.getLayer("first").trainable = false;
  const batch = tf.tensor4d([0, 2], [1, 1, 2, 1]);
  calibrateBatchNorm(net, [batch], ["first"]);
  expect(running(net, "first")).toEqual([1, 2]);
  expect(running(net, "second")).toEqual([0, 1]);
  batch.dispose();
  net.dispose();
});

test("no batch, or a name that is no batch-norm layer, is refused", () => {
  const net = network();
  expect(() => calibrateBatchNorm(net, [])).toThrowErrorMatchingInlineSnapshot(
    `[TensorError: got 0 batches to calibrate on; give at least 1]`,
  );
  expect(() => calibrateBatchNorm(net, [], ["frist"])).toThrowErrorMatchingInlineSnapshot(
    `[TensorError: no batch-norm layer is called "frist"; the network has "first", "second"]`,
  );
  net.dispose();
});

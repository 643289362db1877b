import type { Tensor4D } from "@tensorflow/tfjs-core";
import { input as imageInput, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import {
  type Decoder,
  type Encoder,
  initialise,
  type Loss,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { GraphBuilder } from "@undercoat/tensor";
import type { ProbeBatch } from "../src/index.ts";

/** An encoder of two groups of one convolution each. */
function smallEncoder(filters: number): Encoder {
  const image = imageInput({ shape: [null, null, 2], name: "image" });
  const outputs: SymbolicTensor[] = [];
  const groups = ["encoder.stem", "encoder.stage1"].map((name, index) => {
    const graph = new GraphBuilder();
    const part = { name: `encoder.conv${index}`, normName: `encoder.bn${index}`, filters, kernelSize: 3 };
    const y = graph.convolutionNorm(outputs.at(-1) ?? image, { ...part, strides: 1 });
    outputs.push(graph.relu(y, `encoder.relu${index}`));
    return { name, layerNames: graph.layerNames };
  });
  return {
    kind: "encoder",
    specVersion: 1,
    name: "small",
    options: {},
    inChannels: 2,
    features: groups.map(({ layerNames }) => ({
      layerName: layerNames.at(-1)!,
      channels: filters,
      reduction: 1,
    })),
    groups,
    network: layersModel({ inputs: image, outputs, name: "encoder" }),
  };
}

const decoder: Decoder = {
  kind: "decoder",
  specVersion: 1,
  name: "small",
  options: {},
  sizeMultiple: 1,
  head: { kernelSize: 1, upsampling: 1 },
  connect(features) {
    const graph = new GraphBuilder();
    const part = { name: "decoder.conv.0", normName: "decoder.conv.1", filters: 3, kernelSize: 3 };
    const output = graph.relu(graph.convolutionNorm(features.at(-1)!, part), "decoder.conv.2");
    return { output, groups: [{ name: "decoder.block1", layerNames: graph.layerNames }] };
  },
};

/** A model of four groups; equal seeds give equal weights. */
export function smallModel(seed: number, filters = 3): SegmentationModel {
  const scheme = {
    name: "two",
    classes: [
      { value: 0, name: "ground" },
      { value: 1, name: "building" },
    ],
  };
  const bands = [{ name: "red" }, { name: "nir" }];
  const model = segmentationModel({ encoder: smallEncoder(filters), decoder, scheme, bands });
  initialise(model, { seed });
  return model;
}

/** Two images of 6 × 5 pixels that depend on `phase`. */
export function probe(phase = 0): ProbeBatch {
  const images = Float32Array.from({ length: 2 * 6 * 5 * 2 }, (_, i) => Math.sin(i * 1.3 + phase));
  return { images, size: 2, height: 6, width: 5, bandCount: 2 };
}

/** Mean over pixels of the squared distance of the logits to the one-hot labels; ignored pixels count nothing. */
export function squaredLoss(tf: typeof import("@tensorflow/tfjs-core")): Loss {
  return {
    kind: "loss",
    name: "squared",
    options: {},
    evaluate: (logits, labels) => {
      const known = tf.cast(tf.less(labels, 255), "float32");
      const target = tf.cast(tf.oneHot(tf.cast(tf.minimum(labels, 1), "int32"), 2), "float32");
      const errors = tf.sum(tf.squaredDifference(logits, target as Tensor4D), -1);
      return tf.div(tf.sum(tf.mul(errors, known)), tf.sum(known)) as import("@tensorflow/tfjs-core").Scalar;
    },
  };
}

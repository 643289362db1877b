import * as tf from "@tensorflow/tfjs-core";
import type { PixelTerm } from "./pixel-mean.ts";
import { spread, sumAcross, sumRows } from "./rows.ts";

/** ln p(label) / Σ ln p, between 0 and 1. */
export const normalisedSurprise: PixelTerm = ({ probabilities, logarithms }, { oneHot }) => {
  const classCount = oneHot.shape[1];
  const logs = logarithms();
  const each = tf.div<tf.Tensor2D>(sumRows(tf.mul(oneHot, logs)), sumRows(logs)); // at most -K ln K below
  const ofLabel = tf.sub(oneHot, probabilities);
  const ofSum = tf.sub(1, tf.mul(probabilities, classCount));
  const slopes = tf.div(tf.sub(ofLabel, tf.mul(spread(each, classCount), ofSum)), sumAcross(logs));
  return { each, slopes: slopes as tf.Tensor2D };
};

import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { DiceOptions } from "../dice-options.ts";
import { type ClassLosses, type Overlap, overlapTerm } from "./overlap-term.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

type Options = z.output<typeof DiceOptions>;

/** The Dice loss of the sums I and S. */
export function diceTerm(options: Options): SoftmaxTerm {
  return overlapTerm(options, (overlap) => perClass(overlap, options));
}

function perClass({ overlap, total, size }: Overlap, { smoothing, epsilon, form }: Options): ClassLosses {
  const raw = tf.add(tf.add(total, size), smoothing);
  const denominator = tf.maximum(raw, epsilon);
  const score = tf.div(tf.add(tf.mul(overlap, 2), smoothing), denominator);
  const free = tf.cast(tf.greater(raw, epsilon), "float32"); // the floor has no slope
  const floored = tf.maximum(score, epsilon / 2);
  const aboveFloor = tf.cast(tf.greater(score, epsilon / 2), "float32");
  const byScore = form === "linear" ? tf.scalar(-1) : tf.neg(tf.div(aboveFloor, floored));
  const slope = tf.div(byScore, denominator);
  return {
    loss: form === "linear" ? tf.sub(1, score) : tf.neg(tf.log(floored)),
    byOverlap: tf.mul(slope, 2),
    byTotal: tf.neg(tf.mul(tf.mul(slope, score), free)),
  };
}

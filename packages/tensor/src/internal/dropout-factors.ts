import * as tf from "@tensorflow/tfjs-core";

/**
 * Primes whose products of two remainders are exact in float32, also where an engine divides by multiplying with
 * the reciprocal; 3 does not divide them less 1, so that cubing exchanges the remainders.
 */
const [PRIME, OTHER] = [1019, 1013];
/** Bounds of the two counters; they meet again only after some million steps. */
export const COUNTERS = [PRIME, OTHER] as const;

/**
 * Factors of a dropout: 0 with about the probability `rate`, else what keeps the mean. Every number is a hash of its
 * place and of two counters, in exact whole numbers: the same on every engine, and new each step in a compiled one.
 */
export function dropoutFactors(counters: tf.Tensor1D, shape: readonly number[], rate: number): tf.Tensor {
  return tf.tidy(() => {
    const [first, second] = tf.split(counters, 2) as [tf.Tensor, tf.Tensor];
    const size = shape.reduce((product, length) => product * length, 1);
    const digit = (step: number) =>
      tf.tensor1d(Float32Array.from({ length: size }, (_, index) => Math.floor(index / step) % PRIME));
    const [low, middle, high] = [digit(1), digit(PRIME), digit(PRIME * PRIME)];
    const word = mixed([low, first, middle, second, high, tf.scalar(577)], PRIME);
    const otherWord = mixed([middle, second, low, first, high, tf.scalar(101)], OTHER);
    const hash = cubed(tf.add(word, otherWord), PRIME);
    const dropped = Math.round(rate * PRIME);
    const kept = tf.cast(tf.greaterEqual(hash, dropped), "float32");
    return tf.reshape(tf.mul(kept, PRIME / (PRIME - dropped)), [...shape]);
  });
}

/** The counters of the next step. */
export function nextCounters(counters: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() => {
    const moved = tf.add(counters, 1);
    const limits = tf.tensor1d([...COUNTERS]);
    return tf.sub(moved, tf.mul(limits, tf.cast(tf.greaterEqual(moved, limits), "float32"))) as tf.Tensor1D;
  });
}

/** Adds two of the parts, cubes, adds the next two, and so on. */
function mixed(parts: readonly tf.Tensor[], prime: number): tf.Tensor {
  let hash: tf.Tensor = tf.scalar(0);
  for (let index = 0; index < parts.length; index += 2) {
    const pair = tf.add(parts[index] as tf.Tensor, parts[index + 1] as tf.Tensor);
    hash = cubed(tf.add(hash, pair), prime);
  }
  return hash;
}

function cubed(x: tf.Tensor, prime: number): tf.Tensor {
  const small = remainder(x, prime);
  return remainder(tf.mul(remainder(tf.mul(small, small), prime), small), prime);
}

/** Of whole numbers below 2²¹; the half keeps the quotient away from whole numbers, where rounding would decide. */
function remainder(x: tf.Tensor, prime: number): tf.Tensor {
  return tf.sub(x, tf.mul(tf.floor(tf.mul(tf.add(x, 0.5), 1 / prime)), prime));
}

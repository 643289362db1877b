/**
 * Class index of the largest of `classCount` scores per pixel; the first one where several are equal.
 *
 * @param scores - Logits or probabilities, `[pixel, class]`.
 */
export function argmax(scores: Float32Array, classCount: number): Uint8Array {
  const classes = new Uint8Array(scores.length / classCount);
  for (let pixel = 0; pixel < classes.length; pixel++) {
    let best = 0;
    for (let index = 1; index < classCount; index++) {
      if (scores[pixel * classCount + index]! > scores[pixel * classCount + best]!) best = index;
    }
    classes[pixel] = best;
  }
  return classes;
}

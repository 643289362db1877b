import type { Batch, BatchSource } from "@undercoat/datasets";

/** Batches made of a counter: batch `n` is always the same, classes can be learnt from the first band. */
export function fakeBatches(edit: (batch: Batch, index: number) => Batch = (batch) => batch): BatchSource {
  let position = 0;
  return {
    next() {
      position += 1;
      return edit(fakeBatch(position), position);
    },
    save: () => ({
      kind: "random-patches",
      rng: { seed: 1, path: "fake", position },
      permuteLabels: null,
      queue: [],
    }),
    restore(state) {
      position = state.rng.position;
    },
  };
}

/** Two patches of 4×6 pixels, 2 bands; one pixel in seven ignored. */
export function fakeBatch(index: number): Batch {
  const [size, height, width, bandCount] = [2, 4, 6, 2];
  const pixels = size * height * width;
  const images = Float32Array.from({ length: pixels * bandCount }, (_, i) => Math.sin(i * 1.3 + index * 7.1));
  const labels = Uint8Array.from({ length: pixels }, (_, i) => {
    const brightness = images[i * bandCount]!;
    return i % 7 === 3 ? 255 : brightness < -0.3 ? 0 : brightness < 0.4 ? 1 : 2;
  });
  return { images, labels, size, height, width, bandCount };
}

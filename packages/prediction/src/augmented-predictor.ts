import type { Augmentation } from "./augmentation.ts";
import type { Predictor, TileBatch } from "./predictor.ts";

/** A flip or turn of the square: first mirrored along the diagonal, then left to right, then upside down. */
interface View {
  readonly transposed: boolean;
  readonly mirrored: boolean;
  readonly upended: boolean;
}

const FLIPS: readonly View[] = [false, true].flatMap((upended) =>
  [false, true].map((mirrored) => ({ transposed: false, mirrored, upended })),
);
const VIEWS: Readonly<Record<Augmentation, readonly View[]>> = {
  none: FLIPS.slice(0, 1),
  flips: FLIPS,
  dihedral: [...FLIPS, ...FLIPS.map((view) => ({ ...view, transposed: true }))],
};

/** Test-time augmentation: the mean of the probabilities of flipped and turned views, each turned back. */
export function augmentedPredictor(predictor: Predictor, augmentation: Augmentation): Predictor {
  const views = VIEWS[augmentation];
  if (views.length === 1) return predictor;
  const classCount = predictor.scheme.classes.length;
  return Object.freeze({
    ...predictor,
    name: `${predictor.name} (${views.length} views)`,
    predict: async (batch: TileBatch) => {
      const sum = new Float32Array(batch.validity.length * classCount);
      for (const view of views) {
        const places = placesOf(batch, view);
        const values = await predictor.predict(viewed(batch, places, view));
        for (let pixel = 0; pixel < places.length; pixel++) {
          const [from, to] = [pixel * classCount, places[pixel]! * classCount];
          for (let index = 0; index < classCount; index++) sum[to + index]! += values[from + index]!;
        }
      }
      for (let at = 0; at < sum.length; at++) sum[at]! /= views.length;
      return sum;
    },
  });
}

/** For every pixel of the view, the pixel of the batch that it shows. */
function placesOf({ count, height, width }: TileBatch, { transposed, mirrored, upended }: View): Int32Array {
  const [rows, columns] = transposed ? [width, height] : [height, width];
  const places = new Int32Array(count * rows * columns);
  let at = 0;
  for (let tile = 0; tile < count; tile++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [y, x] = [upended ? rows - 1 - row : row, mirrored ? columns - 1 - column : column];
        places[at++] = tile * rows * columns + (transposed ? x * width + y : y * width + x);
      }
    }
  }
  return places;
}

function viewed(batch: TileBatch, places: Int32Array, { transposed }: View): TileBatch {
  const bandCount = batch.data.length / batch.validity.length;
  const data = new Float32Array(batch.data.length);
  const validity = new Uint8Array(batch.validity.length);
  for (let pixel = 0; pixel < places.length; pixel++) {
    const place = places[pixel]!;
    validity[pixel] = batch.validity[place]!;
    for (let band = 0; band < bandCount; band++)
      data[pixel * bandCount + band] = batch.data[place * bandCount + band]!;
  }
  const { count, height, width } = batch;
  return transposed
    ? { count, height: width, width: height, data, validity }
    : { count, height, width, data, validity };
}

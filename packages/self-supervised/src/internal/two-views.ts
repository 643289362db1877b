import type { Batch } from "@undercoat/datasets";
import type { Rng } from "@undercoat/random";

/** How far a view may be from the patch. */
interface ViewOptions {
  readonly crop: number;
  readonly gain: number;
  readonly offset: number;
}

/** A window of a patch, one of the eight ways to lay it, and what becomes of each band. */
interface View {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly swaps: boolean;
  readonly flipsX: boolean;
  readonly flipsY: boolean;
  readonly bands: readonly (readonly [factor: number, more: number])[];
}

/** The first half of the square patches, twice, each time as a view of its own; the labels are those of the patches. */
export function twoViews(batch: Batch, options: ViewOptions, rng: Rng): Batch {
  const { size, width: side, bandCount } = batch;
  const [samples, pixels] = [batch.images.length / size, side * side];
  const [images, labels] = [new Float32Array(batch.images.length), new Uint8Array(batch.labels.length)];
  for (let place = 0; place < size; place++) {
    const patch = place % (size / 2);
    const view = drawnView(side, bandCount, options, rng);
    const seen = images.subarray(place * samples, (place + 1) * samples);
    viewInto(seen, batch.images.subarray(patch * samples, (patch + 1) * samples), { side, view });
    labels.set(batch.labels.subarray(patch * pixels, (patch + 1) * pixels), place * pixels);
  }
  return { ...batch, images, labels };
}

function drawnView(side: number, bandCount: number, { crop, gain, offset }: ViewOptions, rng: Rng): View {
  const own = side * (crop + (1 - crop) * rng.next());
  const spread = () => 2 * rng.next() - 1;
  return {
    side: own,
    left: (side - own) * rng.next(),
    top: (side - own) * rng.next(),
    swaps: rng.int(2) === 1,
    flipsX: rng.int(2) === 1,
    flipsY: rng.int(2) === 1,
    bands: Array.from({ length: bandCount }, () => [1 + gain * spread(), offset * spread()] as const),
  };
}

/** Bilinear, between the centres of pixels; beyond the outermost centres their samples go on. */
function viewInto(
  target: Float32Array,
  patch: Float32Array,
  { side, view }: { readonly side: number; readonly view: View },
): void {
  const { bands, swaps, flipsX, flipsY } = view;
  const along = (start: number) =>
    Float64Array.from({ length: side }, (_, at) =>
      Math.min(side - 1, Math.max(0, start + ((at + 0.5) * view.side) / side - 0.5)),
    );
  const [columns, rows] = [along(view.left), along(view.top)];
  const count = bands.length;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = swaps ? [y, x] : [x, y];
      const column = columns[flipsX ? side - 1 - u : u]!;
      const row = rows[flipsY ? side - 1 - v : v]!;
      const [left, top] = [Math.floor(column), Math.floor(row)];
      const [right, bottom] = [Math.min(side - 1, left + 1), Math.min(side - 1, top + 1)];
      const [a, b] = [column - left, row - top];
      for (const [band, [factor, more]] of bands.entries()) {
        const at = (i: number, j: number) => patch[(j * side + i) * count + band]!;
        const above = (1 - a) * at(left, top) + a * at(right, top);
        const below = (1 - a) * at(left, bottom) + a * at(right, bottom);
        target[(y * side + x) * count + band] = factor * ((1 - b) * above + b * below) + more;
      }
    }
  }
}

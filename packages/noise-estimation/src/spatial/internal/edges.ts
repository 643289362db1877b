import { IGNORE_INDEX, type LabelMap, type Raster } from "@undercoat/raster";
import { isLabels } from "./checks.ts";

/** Strength of edges per pixel, 0 where not known, and where it is known. */
export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  readonly strength: Float32Array;
  /** 1 where the strength is known. */
  readonly known: Uint8Array;
}

/**
 * Both pixels beside every edge between classes: 1, else 0. Known where neither the pixel nor one of its four
 * neighbours is ignored; the edge of the map is no edge. Without `classes`, edges of all classes.
 */
export function labelEdges(labels: LabelMap, classes: readonly number[] | null = null): EdgeMap {
  const { data, width, height } = labels;
  const asked = new Set(classes ?? labels.scheme.classes.keys());
  const strength = new Float32Array(data.length);
  const known = new Uint8Array(data.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const index = data[pixel]!;
      const right = column + 1 < width ? data[pixel + 1]! : index;
      const left = column > 0 ? data[pixel - 1]! : index;
      const below = row + 1 < height ? data[pixel + width]! : index;
      const above = row > 0 ? data[pixel - width]! : index;
      // 255 is the largest index, so a maximum finds it
      if (Math.max(index, right, left, below, above) === IGNORE_INDEX) continue;
      known[pixel] = 1;
      if (right === index && left === index && below === index && above === index) continue;
      const counts = (other: number) => other !== index && (asked.has(index) || asked.has(other));
      if (counts(right) || counts(left) || counts(below) || counts(above)) strength[pixel] = 1;
    }
  }
  return { width, height, strength, known };
}

/** Edges of what labels are held against: of classes, or the length of the gradient over all bands, each divided by its standard deviation. */
export function referenceEdges(reference: LabelMap | Raster, classes: readonly number[] | null): EdgeMap {
  return isLabels(reference) ? labelEdges(reference, classes) : rasterEdges(reference);
}

function rasterEdges(raster: Raster): EdgeMap {
  const { data, width, height, bands, validity } = raster;
  const strength = new Float32Array(width * height);
  const known = new Uint8Array(width * height);
  const weights = bands.map((_, band) => inverseVariance(raster, band));
  const stride = bands.length;
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const pixel = row * width + column;
      const [left, right, up, down] = [pixel - 1, pixel + 1, pixel - width, pixel + width];
      if (validity !== null && !(validity[pixel] && validity[left] && validity[right])) continue;
      if (validity !== null && !(validity[up] && validity[down])) continue;
      let square = 0;
      for (let band = 0; band < stride; band++) {
        const x = (data[right * stride + band]! - data[left * stride + band]!) / 2;
        const y = (data[down * stride + band]! - data[up * stride + band]!) / 2;
        square += (x * x + y * y) * weights[band]!;
      }
      known[pixel] = 1;
      strength[pixel] = Math.sqrt(square);
    }
  }
  return { width, height, strength, known };
}

/** 0 for a band that is constant: it has no edges. */
function inverseVariance({ data, bands, validity, width, height }: Raster, band: number): number {
  let [count, mean, squares] = [0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (validity !== null && validity[pixel] === 0) continue;
    const sample = data[pixel * bands.length + band]!;
    const step = sample - mean;
    count += 1;
    mean += step / count;
    squares += step * (sample - mean);
  }
  return squares > 0 ? count / squares : 0;
}

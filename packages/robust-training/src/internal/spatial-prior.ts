import { IGNORE_INDEX } from "@undercoat/raster";

/** Patches of labels, row-major, one after the other. */
export interface LabelPatches {
  readonly labels: Uint8Array;
  readonly size: number;
  readonly height: number;
  readonly width: number;
}

/** Where the kernel is cut, in standard deviations, as SciPy cuts it. */
const TRUNCATE = 4;

/**
 * For every pixel, the share of each class among the labels around it under a Gaussian, `[patch, row, column, class]`; ignored
 * pixels and what lies beyond the patch do not count. Zeros where nothing near is labelled.
 */
export function spatialPrior(patches: LabelPatches, classCount: number, sigma: number): Float32Array {
  const { labels, size, height, width } = patches;
  const kernel = gaussian(sigma);
  const prior = new Float32Array(labels.length * classCount);
  const oneHot = new Float32Array(labels.length * classCount);
  labels.forEach((label, pixel) => {
    if (label !== IGNORE_INDEX) oneHot[pixel * classCount + label] = 1;
  });
  for (let patch = 0; patch < size; patch++) {
    const first = patch * height * width * classCount;
    const end = first + height * width * classCount;
    const across = blurred(oneHot.subarray(first, end), kernel, {
      lines: height,
      length: width,
      lineStep: width * classCount,
      step: classCount,
      channels: classCount,
    });
    const both = blurred(across, kernel, {
      lines: width,
      length: height,
      lineStep: classCount,
      step: width * classCount,
      channels: classCount,
    });
    prior.set(both, first);
  }
  for (let first = 0; first < prior.length; first += classCount) {
    let total = 0;
    for (let k = 0; k < classCount; k++) total += prior[first + k]!;
    if (total > 0) for (let k = 0; k < classCount; k++) prior[first + k]! /= total;
  }
  return prior;
}

function gaussian(sigma: number): Float64Array {
  const radius = Math.floor(TRUNCATE * sigma + 0.5);
  return Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
}

/** How lines lie in memory. */
interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly lineStep: number;
  readonly step: number;
  readonly channels: number;
}

/** The sum under the kernel along every line; what lies beyond its ends counts as 0. */
function blurred(
  values: Float32Array,
  kernel: Float64Array,
  { lines, length, lineStep, step, channels }: Lines,
): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const result = new Float32Array(values.length);
  for (let line = 0; line < lines; line++)
    for (let at = 0; at < length; at++) {
      const to = line * lineStep + at * step;
      const [from, until] = [Math.max(0, at - radius), Math.min(length - 1, at + radius)];
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let other = from; other <= until; other++)
          sum += kernel[other - at + radius]! * values[line * lineStep + other * step + channel]!;
        result[to + channel] = sum;
      }
    }
  return result;
}

import type { ReliabilityBin } from "../calibration.ts";

/** Sums over the pixels of each bin. */
export interface Reliability {
  readonly pixels: Float64Array;
  readonly confidence: Float64Array;
  readonly hits: Float64Array;
}

/** Mean gap over the pixels, and the largest gap of a bin. */
export function calibrationError({ pixels, confidence, hits }: Reliability): {
  mean: number;
  largest: number;
} {
  const total = pixels.reduce((sum, count) => sum + count, 0);
  let [sum, largest] = [0, 0];
  pixels.forEach((count, bin) => {
    if (count === 0) return;
    const gap = Math.abs(confidence[bin]! - hits[bin]!);
    sum += gap;
    largest = Math.max(largest, gap / count);
  });
  return { mean: sum / total, largest };
}

/** The bins of a reliability diagram. */
export function reliabilityBins({ pixels, confidence, hits }: Reliability): readonly ReliabilityBin[] {
  return [...pixels].map((count, bin) => ({
    low: bin / pixels.length,
    high: (bin + 1) / pixels.length,
    pixels: count,
    meanConfidence: count === 0 ? null : confidence[bin]! / count,
    accuracy: count === 0 ? null : hits[bin]! / count,
  }));
}

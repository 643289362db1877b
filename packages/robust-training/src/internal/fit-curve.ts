import { IGNORE_INDEX } from "@undercoat/raster";

/** How well predictions fit labels, gathered batch by batch: mean IoU of the classes that are objects. */
export class FitCurve {
  /** One point an epoch. */
  readonly points: number[] = [];
  /** Of every class: pixels in both, in labels, in predictions. */
  counts: number[];
  private readonly classCount: number;
  private readonly background: number;

  constructor(classCount: number, background: number) {
    this.classCount = classCount;
    this.background = background;
    this.counts = new Array<number>(3 * classCount).fill(0);
  }

  /** Takes a batch into the point that comes next. */
  take(labels: Uint8Array, probabilities: Float32Array): void {
    const { classCount, counts } = this;
    labels.forEach((label, pixel) => {
      if (label === IGNORE_INDEX) return;
      let best = 0;
      for (let k = 1; k < classCount; k++)
        if (probabilities[pixel * classCount + k]! > probabilities[pixel * classCount + best]!) best = k;
      if (best === label) counts[3 * label]! += 1;
      counts[3 * label + 1]! += 1;
      counts[3 * best + 2]! += 1;
    });
  }

  /** Ends a point. */
  close(): void {
    const scores: number[] = [];
    for (let k = 0; k < this.classCount; k++) {
      const [both, labelled, predicted] = this.counts.slice(3 * k, 3 * k + 3) as [number, number, number];
      const union = labelled + predicted - both;
      if (k !== this.background && union > 0) scores.push(both / union);
    }
    this.points.push(scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length));
    this.counts.fill(0);
  }
}

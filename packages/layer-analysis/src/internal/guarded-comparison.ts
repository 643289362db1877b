import type { ActivationComparison, ActivationValue, FeatureBlock } from "../activation-measure.ts";
import { LayerAnalysisError } from "../errors.ts";

/** A comparison that refuses passes which did not bring the same features, and features that are no numbers. */
export class GuardedComparison {
  private readonly sums: [number, number][] = [];

  private readonly comparison: ActivationComparison;
  private readonly passes: number;
  private readonly layer: string;

  constructor(comparison: ActivationComparison, passes: number, layer: string) {
    this.comparison = comparison;
    this.passes = passes;
    this.layer = layer;
  }

  /** Takes one block of both models. */
  update(reference: FeatureBlock, candidate: FeatureBlock, pass: number): void {
    if (pass >= this.passes) return;
    this.sums[pass] ??= [0, 0];
    const seen = this.sums[pass]!;
    seen[0] += this.sumOf(reference, "reference");
    seen[1] += this.sumOf(candidate, "candidate");
    this.comparison.update(reference, candidate, pass);
  }

  /** The value, once every pass has brought the same. */
  value(): ActivationValue {
    if (this.sums.length === 0) throw emptyProbe();
    const first = this.sums[0]!.join();
    const other = this.sums.findIndex((sums) => sums.join() !== first);
    if (other !== -1 || this.sums.length < this.passes)
      throw new LayerAnalysisError("PASSES_DIFFER", {
        message: `pass ${(other === -1 ? this.sums.length : other) + 1} over the images brought other features of "${this.layer}" than the first; give images that are the same every time they are iterated, and train neither model meanwhile`,
        context: { layer: this.layer, passes: this.sums.length },
      });
    return this.comparison.value();
  }

  private sumOf({ data, channels }: FeatureBlock, role: string): number {
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += data[i]! * (1 + (i % 251)); // weighted: an order counts too
    if (Number.isFinite(sum)) return sum;
    throw new LayerAnalysisError("NOT_FINITE", {
      message: `the ${role}'s features of "${this.layer}" hold NaN or infinity (${channels} channels), where every feature must be finite; take an earlier checkpoint`,
      context: { layer: this.layer, role },
    });
  }
}

/** The error for a probe set without images. */
export function emptyProbe(): LayerAnalysisError {
  return new LayerAnalysisError("EMPTY_INPUT", {
    message:
      "the probe set holds 0 images, expected at least 1; give images that neither model was trained on",
  });
}

import type { SegmentationModel } from "@undercoat/segmentation";
import type { TrainingState } from "./training-state.ts";

/** A look at the model every so many steps, at one score. */
export interface Validation {
  /** Steps between two looks; the last step is always looked at. */
  readonly every: number;
  /** Score of the model as it is, averaged weights where `averaging` asks for them. Must not change it. */
  evaluate(
    model: SegmentationModel,
    moment: { readonly step: number; readonly signal: AbortSignal | undefined },
  ): number | Promise<number>;
  /** `"max"` (default): a higher score is better. */
  readonly mode?: "max" | "min";
  /** Looks without a better score after which the training stops early. Omitted: never. */
  readonly patience?: number;
  /** Told the state of every new best score. */
  readonly onBest?: (state: TrainingState, score: number) => Promise<void>;
}

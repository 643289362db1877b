import type { ReportLabels, ReportScheme } from "./report-data.ts";

/** Lower and upper end, or null where there is none. */
export type EvaluationEnds = readonly [number, number] | null;

/** A place where the two maps differ much. */
export interface EvaluationPlace {
  readonly title: string;
  readonly caption: string;
  readonly labels: ReportLabels;
  readonly predicted: ReportLabels;
}

/** Everything that {@link renderEvaluation} shows. Scores are fractions, null where undefined; lists follow the classes. */
export interface EvaluationData {
  readonly generatedBy: string;
  readonly labels: string;
  readonly predicted: string;
  readonly width: number;
  readonly height: number;
  readonly crs: string;
  readonly scheme: ReportScheme;
  /** Rows are the labels, columns the prediction. */
  readonly confusion: readonly (readonly number[])[];
  readonly pixels: number;
  readonly ignored: number;
  readonly unpredicted: number;
  readonly iou: readonly (number | null)[];
  readonly f1: readonly (number | null)[];
  readonly precision: readonly (number | null)[];
  readonly recall: readonly (number | null)[];
  readonly absentClasses: readonly string[];
  readonly meanIou: number | null;
  readonly meanF1: number | null;
  readonly overallAccuracy: number | null;
  readonly kappa: number | null;
  readonly mcc: number | null;
  readonly intervals: {
    readonly level: number;
    readonly resamples: number;
    readonly seed: number;
    readonly blockSize: number;
    readonly blocks: number;
    readonly iou: readonly EvaluationEnds[];
    readonly f1: readonly EvaluationEnds[];
    readonly meanIou: EvaluationEnds;
    readonly meanF1: EvaluationEnds;
    readonly overallAccuracy: EvaluationEnds;
    readonly reasons: readonly string[];
  };
  readonly areas:
    | readonly {
        readonly className: string;
        readonly referenceHectares: number;
        readonly predictedHectares: number;
        readonly errorHectares: number;
        readonly relativeError: number | null;
      }[]
    | null;
  readonly places: readonly EvaluationPlace[];
  readonly notes: readonly string[];
}

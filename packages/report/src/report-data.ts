/** Mean over seeds with its standard error; scores and differences are fractions, 1 = 100 points. */
export interface Estimate {
  readonly mean: number;
  /** `null` (or NaN) where one seed gives no spread. */
  readonly standardError: number | null;
  /** Number of seeds behind the mean. */
  readonly n: number;
}

/** Difference of two arms over the same seeds; what `pairedDifference` of `@undercoat/statistics` returns fits. */
export interface ReportDifference extends Estimate {
  /** Both ends of the interval as fractions; `null` where one seed gives none. */
  readonly interval: readonly [number, number] | null;
  /** Level of the interval; 0.95 where left out. */
  readonly level?: number;
}

/** The scores a report knows, all fractions between 0 and 1. */
export type ReportMetric = "iou" | "bestIou" | "averagePrecision";

/** One way of training and its scores on the test scenes. */
export interface ReportArm {
  readonly name: string;
  /** One plain sentence: what this arm was pretrained on, and how it was fine-tuned. */
  readonly description: string;
  /** Setting that makes arms comparable, e.g. `"16 patches, encoder frozen"`; heads a block of the table. */
  readonly group?: string;
  /** Whether the arm only exists to be compared against, e.g. random weights or permuted labels. */
  readonly control?: boolean;
  /** IoU at argmax. */
  readonly iou: Estimate | null;
  /** IoU at the best threshold on the test scenes. */
  readonly bestIou: Estimate | null;
  /** Pixel average precision. */
  readonly averagePrecision: Estimate | null;
  /** IoU of every class, where there are more than two. */
  readonly perClass?: readonly { readonly className: string; readonly iou: Estimate | null }[];
}

/** Scores of one arm on one test scene. */
export interface ReportSceneScore {
  readonly sceneId: string;
  readonly arm: string;
  readonly group?: string;
  readonly iou: Estimate | null;
  readonly bestIou: Estimate | null;
  readonly averagePrecision: Estimate | null;
}

/** Two arms compared seed by seed. */
export interface ReportComparison {
  /** E.g. `"osmlike − random"`. */
  readonly name: string;
  readonly group?: string;
  readonly metric: ReportMetric;
  readonly difference: ReportDifference;
  /** What the numbers say, in plain words. */
  readonly sentence: string;
}

/** Loss against step of one training, for every seed. */
export interface ReportCurve {
  readonly name: string;
  readonly stage: "pretrain" | "finetune";
  /** Ascending steps, counted from 1. */
  readonly steps: readonly number[];
  /** One array per seed, as long as `steps`. */
  readonly losses: readonly (readonly number[])[];
}

/** A picture: bytes of a PNG file, or RGBA samples `[height, width, 4]`. */
export type ReportImage =
  | Uint8Array
  | { readonly width: number; readonly height: number; readonly data: Uint8Array | Uint8ClampedArray };

/** Class indices `[height, width]`, 255 = ignored; a `LabelMap` fits. */
export interface ReportLabels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One class as the legend shows it; a class of a `ClassScheme` fits. */
export interface ReportClass {
  readonly value: number;
  readonly name: string;
  /** Six hexadecimal digits, with or without `#`. */
  readonly colorHint?: string;
}

/** Ordered classes; a `ClassScheme` fits. */
export interface ReportScheme {
  readonly name: string;
  readonly classes: readonly ReportClass[];
}

/** What one arm predicted on one test scene. */
export interface ReportPrediction {
  readonly arm: string;
  readonly labels: ReportLabels;
  /** Score of this very picture, e.g. `"IoU 41.8, seed 0"`. */
  readonly caption?: string;
}

/** The pictures of one test scene. */
export interface ReportPanel {
  readonly sceneId: string;
  readonly image: ReportImage;
  /** Ground that the image spans from left to right, in metres, for its scale bar; null or left out where not known. */
  readonly metresWide?: number | null;
  readonly clean: ReportLabels;
  /** Noisy labels of the same scene, where the run has them. */
  readonly noisy: ReportLabels | null;
  /** In the order of the choice offered; the same arms in every panel. */
  readonly predictions: readonly ReportPrediction[];
}

/** How far one measure moved in one layer group, and how far it moves without noise. */
export interface ReportLayerValue {
  readonly value: number | null;
  /** The same measure between two clean trainings that differ only in data order. */
  readonly nullValue: number | null;
  /** `value / nullValue`. */
  readonly ratio: number | null;
  /** Interval of the ratio. */
  readonly interval: readonly [number, number] | null;
}

/** A measure of the layer analysis and what it means. */
export interface ReportLayerMeasure {
  /** Short name used as a key, e.g. `"W1"`. */
  readonly name: string;
  /** E.g. `"KL divergence between Gaussians fitted to the weights"`. */
  readonly definition: string;
  /** E.g. `"nat"`. */
  readonly unit: string;
}

/** One layer group, from input to output. */
export interface ReportLayerGroup {
  readonly group: string;
  /** Number of weights behind the values. */
  readonly count?: number;
  /** Values by measure name. */
  readonly measures: Readonly<Record<string, ReportLayerValue>>;
}

/** Which layers moved in one pretraining against clean pretraining. */
export interface ReportLayers {
  /** E.g. `"osmlike against clean"`. */
  readonly name: string;
  readonly measures: readonly ReportLayerMeasure[];
  readonly groups: readonly ReportLayerGroup[];
  /** Said below the chart, after the standing notes on what the measures cannot see. */
  readonly notes: readonly string[];
}

/** Realised noise of one noisy label set in one scene. */
export interface ReportNoise {
  readonly name: string;
  readonly sceneId: string;
  /** Share of valid pixels whose label changed. */
  readonly noiseRate: number;
  /** IoU of noisy against clean labels, of the class of interest. */
  readonly iou: number | null;
}

/** One value of the resolved config. */
export interface ReportSetting {
  /** Dotted path, e.g. `"pretrain.steps"`. */
  readonly key: string;
  /** Printed as JSON. */
  readonly value: unknown;
  /** E.g. `"default"`, `"config.yaml"` or `"command line"`. */
  readonly origin: string;
}

/** One file that went into the run. */
export interface ReportInput {
  readonly name: string;
  readonly sha256: string;
  /** When the data were taken or published. */
  readonly date?: string;
  /** Coordinate reference system, e.g. `"EPSG:32737"`. */
  readonly crs?: string;
  /** Licence id; `null` where unknown. */
  readonly licence: string | null;
  /** Line that the licence asks to be shown; `null` where none. */
  readonly attribution: string | null;
  /** Questions about this input that nobody has answered yet. */
  readonly openPoints: readonly string[];
}

/** Wall time of one stage. */
export interface ReportTiming {
  readonly stage: string;
  readonly seconds: number;
  /** Of these, drawing or waiting for batches. */
  readonly batchSeconds: number;
}

/** Everything a report shows, as plain objects. Scores and differences are fractions; the report prints points. */
export interface ReportData {
  readonly title: string;
  /** Name and version of the program, e.g. `"undercoat 0.1.0"`. */
  readonly generatedBy: string;
  /** Findings in plain words, the most important first. */
  readonly summary: readonly string[];
  /** What the reader must know to judge the numbers: budget, seeds, choices made on test scores. */
  readonly notes: readonly string[];
  /** The seeds that were run; fewer than five get a warning. */
  readonly seeds: readonly number[];
  readonly scheme: ReportScheme;
  readonly arms: readonly ReportArm[];
  readonly perScene: readonly ReportSceneScore[];
  readonly comparisons: readonly ReportComparison[];
  readonly curves: readonly ReportCurve[];
  readonly panels: readonly ReportPanel[];
  readonly noise: readonly ReportNoise[];
  readonly layers: readonly ReportLayers[];
  readonly config: readonly ReportSetting[];
  /** Versions, engine, machine; one line each. */
  readonly environment: Readonly<Record<string, string | number | boolean | null>>;
  readonly inputs: readonly ReportInput[];
  readonly timings: readonly ReportTiming[];
}

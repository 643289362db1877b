/**
 * What is done to files of labels, rasters and splits by the command, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { checkSplitFile } from "@undercoat/workflows/files";
 *
 * const { conflicts } = await checkSplitFile("splits.json", { images: "images/{scene}.tif", buffer: 64 });
 * ```
 *
 * @packageDocumentation
 */
export {
  isWorkflowError,
  WorkflowError,
  type WorkflowErrorCode,
  type WorkflowErrorDetails,
} from "./errors.ts";
export { type AuditDataOptions, auditData, type DataAudit } from "./files/audit/audit-data.ts";
export { auditText } from "./files/audit/audit-text.ts";
export { type WriteAuditOptions, writeAudit } from "./files/audit/write-audit.ts";
export { type ClassCount, classCounts } from "./files/class-counts.ts";
export {
  describeLabels,
  type PropertyInfo,
  type RasterLabelInfo,
  type VectorLabelInfo,
} from "./files/describe-labels.ts";
export {
  type EvaluateMapsOptions,
  evaluateMaps,
  type MapEvaluation,
  type WorstPlace,
} from "./files/evaluate-maps.ts";
export type { EvaluationIntervals } from "./files/evaluation-intervals.ts";
export { writeEvaluationPage } from "./files/evaluation-page.ts";
export { readLabelFile } from "./files/label-file.ts";
export { type LabelsFromOsmOptions, labelsFromOsm, type OsmLabels } from "./files/labels-from-osm.ts";
export {
  type EstimateLabelNoiseOptions,
  estimateLabelNoise,
  type LabelNoiseOptions,
  type LabelNoiseResult,
} from "./files/noise/estimate-label-noise.ts";
export {
  type ExplainedLabels,
  type ExplainLabelsOptions,
  explainLabels,
  explainText,
} from "./files/noise/explain-labels.ts";
export { noiseText } from "./files/noise/noise-page.ts";
export {
  type RankedLabels,
  type RankLabelsOptions,
  rankLabels,
  rankText,
} from "./files/noise/rank-labels.ts";
export type { NoiseFiles } from "./files/noise/write-noise-files.ts";
export { noiseNames } from "./files/noise-kinds.ts";
export type { NodataCount, SchemeOrSource } from "./files/open-label-file.ts";
export {
  type PolygonizedLabels,
  type PolygonizeLabelsOptions,
  polygonizeLabels,
} from "./files/polygonize-labels.ts";
export {
  type RasterizedLabels,
  type RasterizeLabelsOptions,
  rasterizeLabels,
} from "./files/rasterize-labels.ts";
export { readLabelSource, readOsmRules, readScheme } from "./files/read-scheme.ts";
export { type RemapLabelsOptions, type RemappedLabels, remapLabels } from "./files/remap-labels.ts";
export { type NoiseSimulation, type SimulateNoiseOptions, simulateNoise } from "./files/simulate-noise.ts";
export {
  type CheckedSplitFile,
  type CheckSplitFileOptions,
  checkSplitFile,
  type MadeSplitFile,
  type MakeSplitFileOptions,
  makeSplitFile,
} from "./files/split-files.ts";
export { type TargetGrid, targetGrid } from "./files/target-grid.ts";
export { type InitProjectOptions, initProject } from "./init/init-project.ts";
export type { ClassShare } from "./init/positive-class.ts";
export type { ProjectSummary, SceneRow } from "./init/project-summary.ts";
export type { PartName, ProposedSplit } from "./init/propose-split.ts";
export {
  type AssessRoiFilesOptions,
  assessRoiFiles,
  type RoiResult,
} from "./roi/assess-roi-files.ts";
export type { RoiInput } from "./roi/curve-input.ts";
export { writeRoiPage, writeStarterAssumptions } from "./roi/roi-files.ts";

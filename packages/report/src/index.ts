/**
 * One self-contained HTML report from the results of a run, about one map, or about money, given as plain objects.
 *
 * @example
 * ```ts
 * import { encodePng } from "@undercoat/report";
 *
 * const bytes = encodePng({ width: 1, height: 1, data: Uint8Array.of(200, 80, 40, 255) });
 * ```
 *
 * @packageDocumentation
 */
export { encodePng, type RgbaImage } from "./encode-png.ts";
export { isReportError, ReportError, type ReportErrorCode, type ReportErrorDetails } from "./errors.ts";
export type { EvaluationData, EvaluationEnds, EvaluationPlace } from "./evaluation-data.ts";
export { labelPicture } from "./label-picture.ts";
export type {
  LayerStudyData,
  LayerStudyExchange,
  LayerStudyRow,
  LayerStudyTable,
} from "./layer-study-data.ts";
export type {
  PilotData,
  PilotPageAudit,
  PilotPageGain,
  PilotPageLabels,
} from "./pilot-data.ts";
export { renderEvaluation } from "./render-evaluation.ts";
export { renderLayerStudy } from "./render-layer-study.ts";
export { renderPilot } from "./render-pilot.ts";
export { renderReport } from "./render-report.ts";
export { renderRoi } from "./render-roi.ts";
export { renderStudy } from "./render-study.ts";
export type {
  Estimate,
  ReportArm,
  ReportClass,
  ReportComparison,
  ReportCurve,
  ReportData,
  ReportDifference,
  ReportImage,
  ReportInput,
  ReportLabels,
  ReportLayerGroup,
  ReportLayerMeasure,
  ReportLayers,
  ReportLayerValue,
  ReportMetric,
  ReportNoise,
  ReportPanel,
  ReportPrediction,
  ReportSceneScore,
  ReportScheme,
  ReportSetting,
  ReportTiming,
} from "./report-data.ts";
export type { RoiData, RoiPageArm, RoiPageFigure, RoiSpread } from "./roi-data.ts";
export type {
  StudyData,
  StudyPageCurves,
  StudyPageGain,
  StudyPageMap,
  StudyPageMark,
} from "./study-data.ts";

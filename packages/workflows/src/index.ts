/**
 * Configs, arms and controls, run folders and the demo: the parts composed into runs.
 *
 * @example
 * ```ts
 * import { loadConfig, readRunSummary, runWorkflow } from "@undercoat/workflows";
 *
 * const loaded = await loadConfig("oam-buildings.yaml", { set: ["seeds=[0]"] });
 * for await (const { event, fraction } of runWorkflow(loaded, { out: "runs/first" })) show(event, fraction);
 * const { metrics } = await readRunSummary("runs/first");
 * ```
 *
 * @packageDocumentation
 */

export {
  type Submission,
  type SubmissionStatus,
  type SubmitShardsOptions,
  submissionStatus,
  submitShards,
} from "./clusters/submit-shards.ts";
export { jsonSchema, SCHEMA_NAMES, type SchemaName } from "./config/config-schema.ts";
export { type LoadConfigOptions, type LoadedConfig, loadConfig, type Origin } from "./config/load-config.ts";
export { nearestWord } from "./config/nearest-word.ts";
export { ArmMode, type ResolvedConfig, RunConfig } from "./config/run-config.ts";
export { schemaName } from "./config/schema-name.ts";
export {
  isWorkflowError,
  WorkflowError,
  type WorkflowErrorCode,
  type WorkflowErrorDetails,
} from "./errors.ts";
export { type NoiseSimulation, type SimulateNoiseOptions, simulateNoise } from "./files/simulate-noise.ts";
export { compareModels } from "./judge/compare-layers.ts";
export { type RunSummary, readRunSummary } from "./judge/read-run-summary.ts";
export type {
  ArmResult,
  ArmScores,
  Comparison,
  LabelReport,
  LayersFile,
  MetricsFile,
  RunEvent,
  SceneScores,
  ScoreName,
  Summary,
} from "./judge/result-files.ts";
export type { StageSeconds } from "./judge/stage-seconds.ts";
export type { LayerPlanFile, PlanCheck } from "./layers/plan-file.ts";
export { type PlanLayersOptions, planLayers } from "./layers/plan-layers.ts";
export { readLayerStudy } from "./layers/read-layer-study.ts";
export { type RunLayerStudyOptions, runLayerStudy } from "./layers/run-layer-study.ts";
export type { LayerStudyFile } from "./layers/study-files.ts";
export { flushMlflow } from "./mlflow/flush-mlflow.ts";
export {
  type EstimateFromImagesOptions,
  type EstimateReport,
  estimateNoiseFromImages,
} from "./noise/estimate-from-images.ts";
export type { PilotFile, PilotVerdict } from "./pilot/pilot-files.ts";
export type { PilotOptions, PilotReport } from "./pilot/pilot-options.ts";
export { readPilot } from "./pilot/read-pilot.ts";
export { runPilot } from "./pilot/run-pilot.ts";
export { type MergeMapOptions, type MergeMapReport, mergeMap } from "./predict/merge-map.ts";
export type { PolygonFile, PolygonFileOptions } from "./predict/polygon-options.ts";
export { predictMap } from "./predict/predict-map.ts";
export type { PredictedMap, PredictMapOptions, PredictReport } from "./predict/predict-options.ts";
export { type Arm, type ArmRole, armsOf } from "./run/arms.ts";
export { estimateRun, type RunEstimate } from "./run/estimate-run.ts";
export { type Item, planItems, type Stage } from "./run/plan.ts";
export { type RunOptions, type RunReport, runWorkflow } from "./run/run-workflow.ts";
export type { StudySource } from "./study/load-study.ts";
export { type MergeStudyOptions, mergeStudy } from "./study/merge-study.ts";
export { type PlanStudyOptions, planStudy, type StudyPlan } from "./study/plan-study.ts";
export { type ReportStudyOptions, reportStudy, type StudyReportFile } from "./study/report-study.ts";
export {
  type RunStudyOptions,
  runStudy,
  type StudyItemName,
  type StudyReport,
} from "./study/run-study.ts";
export { type StudyStageStatus, type StudyStatus, studyStatus } from "./study/study-status.ts";
export { studyStreamName } from "./study-stream-name.ts";
export type { OnnxCheck } from "./tools/check-onnx.ts";
export { type DescribedModel, type DescribeModelOptions, describeModel } from "./tools/describe-model.ts";
export { type BenchEngineOptions, benchEngine } from "./tools/engines/bench-engine.ts";
export { type CheckEnginesOptions, checkEngines } from "./tools/engines/check-engines.ts";
export {
  EngineBenchmark,
  EngineBenchmarkRow,
  EngineCheck,
  EngineCheckReport,
  EngineListRow,
  StandardStepName,
  StepTimes,
} from "./tools/engines/engine-report.ts";
export { listEngines } from "./tools/engines/list-engines.ts";
export { examineMachine, type MachineCheck, type MachineReport } from "./tools/examine-machine.ts";
export { type ExportedModel, type ExportModelOptions, exportModel } from "./tools/export-model.ts";
export {
  type ExportedWeights,
  type ExportWeightsOptions,
  exportSafetensors,
  exportTfjs,
} from "./tools/export-weights.ts";
export { type FreeRunFolder, freeRunFolder } from "./tools/free-run-folder.ts";
export { type ImportedModel, type ImportModelOptions, importModel } from "./tools/import-model.ts";
export { seedSetting } from "./tools/seed-setting.ts";
export { type StarterResult, writeStarterConfig } from "./tools/write-starter-config.ts";

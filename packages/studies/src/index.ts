/**
 * Grids of runs as points and tidy tables; sensitivity maps and learning curves of them.
 *
 * @example
 * ```ts
 * import { expandStudy } from "@undercoat/studies";
 * import { StudyOptions } from "@undercoat/studies/options";
 *
 * const axes = [{ name: "patches", key: "finetune.patches", values: [4, 16] }];
 * expandStudy(StudyOptions.parse({ name: "few", base: "run.yaml", axes })); // two points
 * ```
 *
 * @packageDocumentation
 */
export { isStudiesError, StudiesError, type StudiesErrorCode, type StudiesErrorDetails } from "./errors.ts";
export { expandStudy, type StudyJson, type StudyPoint } from "./expand-study.ts";
export { type Gain, gainOf } from "./gain.ts";
export type { LabelsSaved } from "./labels-saved.ts";
export {
  type ArmLearningCurve,
  type CurveStep,
  type LearningCurvePanel,
  type LearningCurves,
  type LearningCurvesOptions,
  learningCurves,
} from "./learning-curves.ts";
export type { SensitivityLimit } from "./noise-limit.ts";
export type { AxisValues } from "./panels.ts";
export { type NoiseMark, type PlacedNoise, placeNoise } from "./place-noise.ts";
export {
  type SensitivityCell,
  type SensitivityMap,
  type SensitivityOptions,
  type SensitivityPanel,
  type SensitivityReference,
  sensitivityMap,
} from "./sensitivity-map.ts";
export { StudyRow, StudyTable, studyTableCsv } from "./study-table.ts";

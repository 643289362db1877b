/**
 * The schema of a study file.
 *
 * @example
 * ```ts
 * import { StudyOptions } from "@undercoat/studies/options";
 *
 * StudyOptions.parse({ name: "few", base: "run.yaml", axes: [{ name: "patches", key: "finetune.patches", values: [4, 16] }] });
 * ```
 *
 * @packageDocumentation
 */
export { AxisValue, type ResolvedStudy, StudyAxis, StudyOptions } from "./study-options.ts";

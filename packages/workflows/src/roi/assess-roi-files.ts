import { createRng } from "@undercoat/random";
import { type Assumptions, assessRoi, parseAssumptions, type RoiAssessment } from "@undercoat/roi";
import { WorkflowError } from "../errors.ts";
import { curveOfFile, type RoiInput, readTextInput } from "./curve-input.ts";
import { curveOfRuns } from "./curve-of-runs.ts";
import { pretrainingHours } from "./pretraining-hours.ts";

/** What {@link assessRoiFiles} reads: at most one of runs and curve. */
export interface AssessRoiFilesOptions {
  /** Folders of finished runs that differ in `finetune.patches` only. */
  readonly runs?: readonly string[];
  /** CSV or JSON with arm, labels, seed, score. */
  readonly curve?: string;
}

/** What was found, and the files it was found from. */
export interface RoiResult extends RoiAssessment {
  readonly inputs: readonly RoiInput[];
}

/**
 * What noisy pretraining saves or costs, from a file of assumptions and the learning curve of runs or of a file.
 *
 * @throws {RoiError} for assumptions or a curve that do not hold what they should; `WorkflowError` `CONFIG_VALUE` for both a
 *   curve and runs or runs that do not belong together; `FilesError` for files that cannot be read.
 */
export async function assessRoiFiles(
  file: string,
  { runs = [], curve }: AssessRoiFilesOptions = {},
): Promise<RoiResult> {
  if (runs.length > 0 && curve !== undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message:
        "both runs and a curve file were given, but the learning curve comes from one of them; leave one out",
    });
  const { text, input } = await readTextInput(file);
  const written = parseAssumptions(text, { file });
  const hours = await pretrainingHours(runs, written.compare?.candidate ?? "");
  const assumptions = hours === null ? written : parseAssumptions(text, { file, computeHours: hours });
  const read = await readPoints(assumptions, runs, curve);
  const found = assessRoi(assumptions, {
    rng: createRng(assumptions.seed).fork("roi"),
    ...(read === null ? {} : { points: read.points }),
  });
  return { ...found, inputs: [input, ...(read?.inputs ?? [])] };
}

async function readPoints({ compare }: Assumptions, runs: readonly string[], curve: string | undefined) {
  if (curve !== undefined) return curveOfFile(curve);
  return runs.length === 0 ? null : curveOfRuns(runs, compare?.score ?? "averagePrecision");
}

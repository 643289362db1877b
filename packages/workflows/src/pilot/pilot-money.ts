import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { sha256, writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { createRng } from "@undercoat/random";
import {
  assessRoi,
  type ComparedArms,
  type CurvePoint,
  parseAssumptions,
  starterAssumptions,
} from "@undercoat/roi";
import type { StudyTable } from "@undercoat/studies";
import { parseDocument } from "yaml";
import type { RoiResult } from "../roi/assess-roi-files.ts";
import { comparedArms, SCORE } from "./pilot-study.ts";

/** Files that `undercoat roi` takes again after a person has changed the assumptions. */
const ASSUMPTIONS = "assumptions.yaml";
const CURVE = "curve.csv";

/** What {@link assessPilot} knows. */
export interface PilotMoneyInputs {
  readonly table: StudyTable;
  readonly labels: string;
  /** File of the user; null: the copy in the folder, which a person may have edited, else the starter. */
  readonly assumptions: string | null;
  /** Ground of one patch; null where the images have no CRS. */
  readonly patchHectares: number | null;
}

/**
 * Says what the study is worth in money: writes `assumptions.yaml` (a copy of the user's, or the starter, unless it is there), `curve.csv` and
 * `roi.json` into the folder of a pilot.
 *
 * @throws {RoiError} For assumptions that do not hold what they should.
 */
export async function assessPilot(folder: string, inputs: PilotMoneyInputs): Promise<RoiResult> {
  const { table, labels, assumptions, patchHectares } = inputs;
  const compare: ComparedArms = { ...comparedArms(labels), score: SCORE };
  const copy = path.join(folder, ASSUMPTIONS);
  const given = assumptions ?? (existsSync(copy) ? copy : null);
  const text =
    given === null
      ? starterAssumptions({ compare, known: knownOf(table, patchHectares) })
      : withArms(await readFile(given, "utf8"), { file: given, compare });
  const points = pointsOf(table);
  const lines = points.map(({ arm, labels: count, seed, score }) => [arm, count, seed, score].join(","));
  const csv = `${["arm,labels,seed,score", ...lines].join("\n")}\n`;
  const files = { [ASSUMPTIONS]: text, [CURVE]: csv };
  for (const [name, content] of Object.entries(files))
    await writeFileAtomic(path.join(folder, name), content);
  const parsed = parseAssumptions(text, { file: path.join(folder, ASSUMPTIONS) });
  const found = {
    ...assessRoi(parsed, { rng: createRng(parsed.seed).fork("roi"), points }),
    inputs: Object.entries(files).map(([name, content]) => ({ name, sha256: sha256(content) })),
  };
  await writeJsonAtomic(path.join(folder, "roi.json"), found);
  return found;
}

/** A file of assumptions that compares the arms of the pilot, whatever it compared; its comments stay. */
function withArms(
  text: string,
  { file, compare }: { readonly file: string; readonly compare: ComparedArms },
) {
  parseAssumptions(text, { file });
  const document = parseDocument(text);
  document.set("compare", document.createNode(compare));
  return document.toString();
}

/** What the pilot knows of the quantities that a file must give. */
function knownOf({ rows }: StudyTable, patchHectares: number | null) {
  const most = Math.max(...rows.map(({ values }) => Number(values["patches"])));
  return {
    plannedLabels: {
      unit: "patch",
      value: most,
      source: "the largest number of patches of this pilot; replace it with your plan",
    },
    ...(patchHectares === null
      ? {}
      : {
          areaPerPatch: {
            unit: "ha/patch",
            value: Number(patchHectares.toPrecision(3)),
            source: "measured: the images of this pilot",
          },
        }),
  };
}

function pointsOf({ rows }: StudyTable): CurvePoint[] {
  return rows.flatMap(({ arm, values, seed, scores }) => {
    const score = scores[SCORE] ?? null;
    return score === null ? [] : [{ arm, labels: Number(values["patches"]), seed, score }];
  });
}

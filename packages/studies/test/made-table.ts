import type { StudyRow, StudyTable } from "../src/index.ts";

/** A table whose score is what `scoreOf` says. */
export function madeTable(
  axes: readonly string[],
  points: readonly StudyRow["values"][],
  scoreOf: (values: StudyRow["values"], arm: string, seed: number) => number | null,
  { seeds = [0, 1, 2], arms = ["random/frozen", "random/full", "noisy/frozen"] } = {},
): StudyTable {
  const rows = points.flatMap((values, point) =>
    seeds.flatMap((seed) =>
      arms.map((arm): StudyRow => {
        const [pretraining = "", mode = ""] = arm.split("/");
        return {
          ...{ point: point + 1, values, seed, arm, mode, item: "x" },
          pretraining: pretraining === "random" ? null : pretraining,
          role: pretraining === "random" ? "random" : pretraining === "clean" ? "clean" : "noisy",
          scores: { iou: scoreOf(values, arm, seed) },
        };
      }),
    ),
  );
  return { schemaVersion: 1, name: "made", axes: [...axes], scores: ["iou"], missing: 0, rows };
}

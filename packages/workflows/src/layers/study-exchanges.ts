import { mean, pairedDifference, tInterval } from "@undercoat/statistics";
import { NULL_SUFFIX } from "../run/plan.ts";
import type { LayerStudyFile, SeedLayers, StudyScores } from "./study-files.ts";

type Score = LayerStudyFile["score"];
type Table = LayerStudyFile["exchanges"][number];

/** Effects of exchanging each group, over the seeds, and beyond those of the null. */
export function exchangeTables(seeds: readonly SeedLayers[], score: Score): Table[] {
  const first = seeds[0]?.exchanges ?? [];
  const tables = first.map(({ kind, candidate }) => {
    const own = seeds.map(
      (seed) => seed.exchanges.find((one) => one.kind === kind && one.candidate === candidate)!,
    );
    return {
      kind,
      candidate,
      base: own.map(({ base }) => base[score]),
      groups: own[0]!.groups.map(({ group }, i) => {
        const perSeed = own.map(({ base, groups }) => difference(groups[i]!.scores, base, score));
        return { group, perSeed, ...summaryOf(perSeed) };
      }),
    };
  });
  return tables.map((table) => {
    const isNull = table.candidate.endsWith(NULL_SUFFIX) || table.kind === "rewound";
    const floor = isNull
      ? undefined
      : tables.find((one) => one.kind === table.kind && one.candidate.endsWith(NULL_SUFFIX));
    return {
      ...table,
      groups: table.groups.map((row, i) => ({
        ...row,
        beyondNull: beyond(row.perSeed, floor?.groups[i]?.perSeed),
      })),
    };
  });
}

function difference(scores: StudyScores, base: StudyScores, score: Score): number | null {
  const [after, before] = [scores[score], base[score]];
  return after === null || before === null ? null : after - before;
}

function summaryOf(perSeed: readonly (number | null)[]): {
  effect: number | null;
  interval: [number, number] | null;
} {
  const known = perSeed.filter((value) => value !== null);
  if (known.length < perSeed.length || known.length === 0) return { effect: null, interval: null };
  const interval = tInterval(known);
  return { effect: mean(known), interval: interval === null ? null : [interval[0], interval[1]] };
}

function beyond(
  own: readonly (number | null)[],
  floor: readonly (number | null)[] | undefined,
): Table["groups"][number]["beyondNull"] {
  if (floor === undefined) return null;
  const [a, b] = [own.filter((value) => value !== null), floor.filter((value) => value !== null)];
  if (a.length !== own.length || b.length !== own.length) return null;
  const found = pairedDifference(a, b);
  return {
    mean: found.mean,
    interval: found.interval === null ? null : [found.interval[0], found.interval[1]],
  };
}

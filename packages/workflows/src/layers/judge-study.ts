import {
  type LayerDivergence,
  layerStudy,
  type StudyObservation,
  type StudyTable,
} from "@undercoat/layer-analysis";
import { createRng } from "@undercoat/random";
import { standardDeviation } from "@undercoat/statistics";
import { reportLabels } from "../judge/report-labels.ts";
import { agreementOf } from "./study-agreement.ts";
import type { StudyContext } from "./study-context.ts";
import { exchangeTables } from "./study-exchanges.ts";
import type { LayerStudyFile, SeedLayers } from "./study-files.ts";
import { studyFindings } from "./study-findings.ts";
import { describeMeasures } from "./study-measures.ts";

/** Brings what was measured with every seed together: ratios with intervals, exchanges, agreement, findings. */
export function judgeStudy(
  context: StudyContext,
  seeds: readonly SeedLayers[],
  engine: string,
): LayerStudyFile {
  const { config, study, data } = context;
  const rng = createRng(0).fork("layer-study");
  const measures = describeMeasures();
  const notes = measures.flatMap((measure) => measure.notes);
  const result = layerStudy(seeds.flatMap(observationsOf), { rng: rng.fork("seeds"), notes });
  const tables = result.tables.map((table) => plainTable(table, nullBand(table, seeds)));
  const exchanges = exchangeTables(seeds, study.score);
  const rates = new Map(reportLabels(config, data).map((one) => [one.pretraining, one.noiseRate]));
  const file = {
    schemaVersion: 1 as const,
    kind: "layer-study" as const,
    name: config.name,
    engine,
    reference: context.reference,
    seeds: seeds.map(({ seed }) => seed),
    steps: [...context.steps],
    groups: groupsOf(tables),
    score: study.score,
    measures: measures.map(({ name, unit, options }) => ({ name, unit, options })),
    candidates: context.candidates.map((name) => {
      const { labels, noise } = config.pretrainings[name]!;
      return { name, labels, noise: noise?.kind ?? null, noiseRate: rates.get(name) ?? null };
    }),
    tables,
    exchanges,
    agreement: agreementOf(context, { tables, exchanges }, rng.fork("groups")),
    gradients: meanGradients(seeds),
    cka: meanCka(seeds),
  };
  return { ...file, findings: studyFindings(file), notes: [...result.notes] };
}

function observationsOf({ seed, observations }: SeedLayers): StudyObservation[] {
  const rowOf = (row: SeedLayers["observations"][number]["rows"][number]): LayerDivergence => ({
    layer: row.group,
    group: row.group,
    kind: "kernel",
    divergence: row.divergence ?? Number.NaN,
    count: row.count,
    details: {},
    undefinedTensors: row.undefinedTensors,
  });
  return observations.map(({ candidate, step, measure, rows, nulls }) => ({
    candidate,
    seed,
    step,
    measure,
    divergences: rows.map(rowOf),
    nulls: nulls.map(rowOf),
  }));
}

/** Spread of the logarithm of the null between seeds, pooled over the groups. */
function nullBand(
  { candidate, step, measure }: StudyTable,
  seeds: readonly SeedLayers[],
): [number, number] | null {
  const lists = seeds.map(({ observations }) => {
    const found = observations.find(
      (one) => one.candidate === candidate && one.step === step && one.measure === measure,
    );
    return found!.nulls.map(({ divergence }) => Math.log(divergence ?? Number.NaN));
  });
  const deviations = lists[0]!.flatMap((_, group) => {
    const own = lists.map((list) => list[group]!);
    const spread = own.every(Number.isFinite) ? standardDeviation(own) : null;
    return spread === null ? [] : [spread];
  });
  if (deviations.length === 0) return null;
  const pooled = Math.sqrt(deviations.reduce((sum, one) => sum + one * one, 0) / deviations.length);
  return [Math.exp(-pooled), Math.exp(pooled)];
}

function plainTable(
  { candidate, step, measure, rows, summary }: StudyTable,
  band: [number, number] | null,
): LayerStudyFile["tables"][number] {
  return {
    candidate,
    step,
    measure,
    rows: rows.map((row) => ({
      group: row.group,
      count: row.count,
      value: finite(row.divergence),
      null: finite(row.null),
      ratio: finite(row.ratio),
      perSeed: row.perSeed.map(finite),
      interval: pair(row.interval),
      bootstrap: pair(row.bootstrap),
      verdict: row.verdict,
      undefinedTensors: [...row.undefinedTensors],
    })),
    nullBand: band,
    summary:
      summary === null
        ? null
        : {
            encoder: summary.encoder,
            decoder: summary.decoder,
            quotient: summary.quotient,
            interval: pair(summary.interval),
            verdict: summary.verdict,
            rule: summary.rule,
          },
  };
}

/** Groups of the longest table: not every group has every measure. */
function groupsOf(tables: LayerStudyFile["tables"]): string[] {
  const longest = tables.reduce((most, table) => (table.rows.length > most.rows.length ? table : most));
  return longest.rows.map(({ group }) => group);
}

function meanGradients(seeds: readonly SeedLayers[]): LayerStudyFile["gradients"] {
  return named(seeds.flatMap(({ gradients }) => gradients)).map(([candidate, all]) => ({
    candidate,
    groups: all[0]!.groups.map(({ group }, i) => ({
      group,
      cleanNorm: meanOf(all.map(({ groups }) => groups[i]!.cleanNorm)),
      noisyNorm: meanOf(all.map(({ groups }) => groups[i]!.noisyNorm)),
      cosine: meanOf(all.map(({ groups }) => groups[i]!.cosine)),
    })),
  }));
}

function meanCka(seeds: readonly SeedLayers[]): LayerStudyFile["cka"] {
  return named(seeds.flatMap(({ cka }) => cka)).map(([candidate, all]) => ({
    candidate,
    values: all[0]!.values.map((row, i) =>
      row.map((_, j) => meanOf(all.map(({ values }) => values[i]![j]!))),
    ),
  }));
}

function named<Row extends { candidate: string }>(rows: readonly Row[]): [string, Row[]][] {
  const names = [...new Set(rows.map(({ candidate }) => candidate))];
  return names.map((name) => [name, rows.filter(({ candidate }) => candidate === name)]);
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function pair(interval: readonly [number, number] | null): [number, number] | null {
  return interval?.every(Number.isFinite) ? [interval[0], interval[1]] : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

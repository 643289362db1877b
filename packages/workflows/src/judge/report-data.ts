import { readJson } from "@undercoat/files";
import type {
  Estimate,
  ReportArm,
  ReportComparison,
  ReportCurve,
  ReportData,
  ReportInput,
  ReportLayers,
  ReportSceneScore,
} from "@undercoat/report";
import * as z from "zod";
import type { LoadedConfig } from "../config/load-config.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { InputFile } from "../run/describe-inputs.ts";
import type { RunData } from "../run/load-run-data.ts";
import { type Item, isTrained, planItems, pretrainId } from "../run/plan.ts";
import type { RunFolder } from "../run/run-folder.ts";
import { points } from "./findings.ts";
import { summarise } from "./judge-run.ts";
import { readResult } from "./read-result.ts";
import { reportPanels } from "./report-panels.ts";
import type { ArmResult, LayersFile, MetricsFile, Summary } from "./result-files.ts";
import { settingsOf } from "./settings-of.ts";
import { readStageSeconds } from "./stage-seconds.ts";
import { budgetNotes } from "./warnings.ts";

const MODES = {
  frozen: "encoder frozen",
  full: "fully fine-tuned",
  whole: "whole model kept and fine-tuned",
  planned: "tuned by a freeze plan",
  none: "no fine-tuning",
} as const;

/** Everything the report of a run shows, gathered from its folder. */
export async function reportData(
  folder: RunFolder,
  loaded: LoadedConfig,
  metrics: MetricsFile,
  layers: LayersFile | null,
  data: RunData,
): Promise<ReportData> {
  const { config } = loaded;
  const inputs = (await readJson(folder.at("inputs.json"))) as InputFile[];
  const environment = (await readJson(folder.at("environment.json"))) as Record<string, string | number>;
  const stageSeconds = await readStageSeconds(folder.at("events.jsonl"));
  return {
    title: `undercoat: ${config.name}`,
    generatedBy: `undercoat ${environment["undercoat"]}`,
    summary: metrics.findings,
    notes: budgetNotes(config),
    seeds: config.seeds,
    scheme: data.scheme,
    arms: metrics.arms.map((arm) => reportArm(arm, config)),
    perScene: metrics.arms.flatMap((arm) => sceneScores(arm, positiveOf(metrics))),
    comparisons: metrics.comparisons.map(reportComparison),
    curves: await reportCurves(folder, config),
    panels: await reportPanels(folder, config, metrics, data),
    noise: metrics.labels.flatMap(({ pretraining, noiseRate, iou }) =>
      noiseRate === null
        ? []
        : [
            {
              name: pretraining,
              sceneId: "all pretraining windows",
              noiseRate,
              iou: iou[positiveOf(metrics)] ?? null,
            },
          ],
    ),
    layers: layers === null ? [] : reportLayers(layers),
    config: settingsOf(loaded),
    environment,
    inputs: inputs.map(({ file, ...rest }): ReportInput => ({ name: file, ...rest })),
    timings: Object.entries(stageSeconds).map(([stage, times]) => ({
      stage: `${stage}, all workers together`,
      ...times,
    })),
  };
}

function positiveOf({ classes, positiveClass }: MetricsFile): number {
  return classes.findIndex(({ name }) => name === positiveClass);
}

function estimate({ mean, standardError, n }: Summary): Estimate | null {
  return mean === null ? null : { mean, standardError, n };
}

function reportArm({ name, role, mode, pretraining, summary }: ArmResult, config: ResolvedConfig): ReportArm {
  const labels = pretraining === null ? null : config.pretrainings[pretraining]!.labels;
  const source = {
    random: "random initial weights",
    noisy: `pretrained on the noisy labels "${labels}"`,
    control: `pretrained on "${labels}" labels that belong to other images`,
    clean: "pretrained on clean labels, the upper bound",
    "self-supervised": "pretrained on the images without labels",
    external: "weights that were trained elsewhere",
  }[role];
  return {
    name,
    description: `${source}; ${MODES[mode]}`,
    group: MODES[mode],
    control: role === "random" || role === "control",
    iou: estimate(summary.iou),
    bestIou: estimate(summary.bestIou),
    averagePrecision: estimate(summary.averagePrecision),
  };
}

function sceneScores({ name, mode, results }: ArmResult, positive: number): ReportSceneScore[] {
  const scenes = results[0]?.scenes.map(({ scene }) => scene) ?? [];
  return scenes.map((sceneId, index) => {
    const own = results.map((result) => result.scenes[index]!);
    return {
      sceneId,
      arm: name,
      group: MODES[mode],
      iou: estimate(summarise(own.map(({ iou }) => iou[positive] ?? null))),
      bestIou: estimate(summarise(own.map(({ bestIou }) => bestIou))),
      averagePrecision: estimate(summarise(own.map(({ averagePrecision }) => averagePrecision))),
    };
  });
}

function reportComparison(comparison: MetricsFile["comparisons"][number]): ReportComparison {
  const { candidate, reference, score, mean, standardError, interval, n, verdict } = comparison;
  const words = {
    above: "a gain",
    below: "a loss",
    "cannot tell": n === 1 ? "one seed, nothing proven" : "cannot tell",
  };
  const name = `${candidate} − ${reference}`;
  return {
    name,
    metric: score,
    difference: { mean, standardError, interval, n },
    sentence: `${name}: ${points({ mean, interval })}, ${words[verdict]}`,
  };
}

async function reportCurves(folder: RunFolder, config: ResolvedConfig): Promise<ReportCurve[]> {
  const names = new Map<string, { stage: "pretrain" | "finetune"; ids: string[] }>();
  for (const item of planItems(config)) {
    if (!isTrained(item, config) || item.stage === "evaluate") continue;
    const name = curveName(item);
    const entry = names.get(name) ?? { stage: item.stage, ids: [] };
    entry.ids.push(item.id);
    names.set(name, entry);
  }
  const curves: ReportCurve[] = [];
  for (const [name, { stage, ids }] of names) {
    const losses = await Promise.all(ids.map((id) => readLosses(folder, id)));
    curves.push({ name, stage, ...smoothed(losses) });
  }
  return curves;
}

function curveName(item: Item): string {
  if (item.stage !== "pretrain") return item.arm.name;
  return item.id.replace(pretrainId(item.seed, ""), "");
}

const Losses = z.object({ losses: z.array(z.number().nullable()) });

async function readLosses(folder: RunFolder, id: string): Promise<number[]> {
  const { losses } = await readResult(folder.at("results", `${id}.json`), Losses);
  return losses.map((loss) => loss ?? Number.NaN);
}

/** Points of a curve at most; each is the mean of the steps around it. */
const CURVE_POINTS = 60;

function smoothed(losses: readonly (readonly number[])[]): { steps: number[]; losses: number[][] } {
  const length = Math.min(...losses.map((series) => series.length));
  const size = Math.max(1, Math.ceil(length / CURVE_POINTS));
  const blocks = Array.from({ length: Math.floor(length / size) }, (_, index) => index * size);
  const meanOf = (values: readonly number[]) => {
    const defined = values.filter((value) => !Number.isNaN(value));
    return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  };
  return {
    steps: blocks.map((start) => start + size),
    losses: losses.map((series) => blocks.map((start) => meanOf(series.slice(start, start + size)))),
  };
}

/** What the measures are, by their names. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  "gaussian-weight-kl": "KL divergence between Gaussians fitted to the kernel weights (W1)",
  "histogram-weight-kl": "KL divergence between histograms of the kernel weights (W2)",
};

function reportLayers({ reference, measures, candidates, notes }: LayersFile): ReportLayers[] {
  return candidates.map(({ pretraining, groups, summary }) => ({
    name: `${pretraining} against ${reference}`,
    measures: measures.map(({ name, unit, options }) => ({
      name,
      unit,
      definition: [
        DEFINITIONS[name],
        ...Object.entries(options).map(([key, value]) => `${key} ${String(value)}`),
      ]
        .filter((part) => part !== undefined)
        .join(", "),
    })),
    groups: groups.map(({ group, measures: values }) => ({
      group,
      measures: Object.fromEntries(
        Object.entries(values).map(([name, { value, null: nullValue, ratio, interval }]) => [
          name,
          { value, nullValue, ratio, interval },
        ]),
      ),
    })),
    notes: [
      ...summary.map(
        ({ measure, encoder, decoder }) =>
          `${measure}: ratio to the null ${encoder?.toFixed(2) ?? "n/a"} in the encoder, ${decoder?.toFixed(2) ?? "n/a"} in decoder and head (geometric means over layer groups).`,
      ),
      ...notes,
    ],
  }));
}

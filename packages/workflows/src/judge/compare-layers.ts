import path from "node:path";
import { useEngine } from "@undercoat/engines";
import {
  encoderDecoderSummary,
  gaussianWeightKl,
  histogramWeightKl,
  isLayerAnalysisError,
  type LayerDivergence,
  type LayerMeasure,
  type LayerRatio,
  type LayerWeights,
  layerWeightsOf,
  ratioToNull,
  weightDivergence,
} from "@undercoat/layer-analysis";
import { loadModel } from "@undercoat/segmentation/node";
import type { ResolvedConfig } from "../config/run-config.ts";
import { PARTS } from "../run/build-model.ts";
import { NULL_SUFFIX, pretrainId } from "../run/plan.ts";
import type { LayersFile } from "./result-files.ts";

type Candidate = LayersFile["candidates"][number];
type MeasureRow = Candidate["groups"][number]["measures"][string];

/** The two primary measures: Gaussian fit (W1) and histogram (W2) of a layer's kernel weights. */
const measures = (): readonly LayerMeasure[] => [gaussianWeightKl(), histogramWeightKl()];

/** Weights of one seed: the reference, its repetition in another order, and one candidate. */
interface Trio {
  readonly reference: LayerWeights;
  readonly candidate: LayerWeights;
  readonly repetition: LayerWeights | null;
}

/**
 * Compares the noisy pretrainings of a run with its clean one, layer group by layer group, against the
 * null. `null` where the config asks for no layers or has no clean pretraining.
 */
export async function compareRunLayers(folder: string, config: ResolvedConfig): Promise<LayersFile | null> {
  const reference = Object.entries(config.pretrainings).find(([, { role }]) => role === "clean")?.[0];
  const seeds = config.seeds.slice(0, config.layers.seeds);
  if (reference === undefined || seeds.length === 0) return null;
  const weights = (seed: number, name: string) =>
    weightsIn(path.join(folder, "models", pretrainId(seed, name)));
  const candidates: Candidate[] = [];
  for (const [pretraining, { role }] of Object.entries(config.pretrainings)) {
    if (role !== "noisy") continue;
    const trios: Trio[] = [];
    for (const seed of seeds)
      trios.push({
        reference: await weights(seed, reference),
        candidate: await weights(seed, pretraining),
        repetition: await weights(seed, `${reference}${NULL_SUFFIX}`),
      });
    candidates.push(candidateOf(pretraining, trios));
  }
  return layersFile(config.name, reference, seeds, candidates);
}

/**
 * Compares two model folders, with the null where its folder is given.
 *
 * @throws {LayerAnalysisError} `LAYER_MISMATCH` for models of different architecture.
 */
export async function compareModels(
  reference: string,
  candidate: string,
  repetition: string | null,
): Promise<LayersFile> {
  await useEngine("auto");
  const trio: Trio = {
    reference: await weightsIn(reference),
    candidate: await weightsIn(candidate),
    repetition: repetition === null ? null : await weightsIn(repetition),
  };
  return layersFile("layers", reference, [], [candidateOf(candidate, [trio])]);
}

async function weightsIn(folder: string): Promise<LayerWeights> {
  const model = await loadModel(folder, PARTS);
  try {
    return layerWeightsOf(model);
  } finally {
    model.dispose();
  }
}

function layersFile(
  name: string,
  reference: string,
  seeds: readonly number[],
  candidates: Candidate[],
): LayersFile {
  const all = measures();
  const standing = seeds.length === 1 ? ["One seed: no interval, so a ratio here is a first look only."] : [];
  return {
    schemaVersion: 1,
    name,
    reference,
    seeds: [...seeds],
    measures: all.map((measure) => ({
      name: measure.name,
      unit: measure.unit,
      options: { ...measure.options },
    })),
    candidates,
    notes: [...standing, ...new Set(all.flatMap(({ notes }) => notes))],
  };
}

function candidateOf(pretraining: string, trios: readonly Trio[]): Candidate {
  const groups = new Map<string, Record<string, MeasureRow>>();
  const summary: Candidate["summary"] = [];
  for (const measure of measures()) {
    const { rows, means } = rowsOf(measure, trios);
    for (const [group, row] of rows) groups.set(group, { ...groups.get(group), [measure.name]: row });
    if (means !== null) summary.push({ measure: measure.name, ...means });
  }
  return {
    pretraining,
    groups: [...groups].map(([group, values]) => ({ group, measures: values })),
    summary,
  };
}

function rowsOf(
  measure: LayerMeasure,
  trios: readonly Trio[],
): { rows: [string, MeasureRow][]; means: { encoder: number | null; decoder: number | null } | null } {
  const candidates = trios.map(({ reference, candidate }) =>
    weightDivergence(reference, candidate, { measure }),
  );
  const nulls = trios.flatMap(({ reference, repetition }) =>
    repetition === null ? [] : [weightDivergence(reference, repetition, { measure })],
  );
  if (nulls.length === 0) return { rows: candidates[0]!.map(withoutNull), means: null };
  const ratios = ratioToNull(candidates, nulls);
  const rows = ratios.map(({ layer, divergence, null: floor, ratio, interval }): [string, MeasureRow] => [
    layer,
    {
      value: finite(divergence),
      null: finite(floor),
      ratio: finite(ratio),
      interval: interval === null ? null : [interval[0], interval[1]],
    },
  ]);
  return { rows, means: meansOf(ratios) };
}

/** Encoder against decoder and head; nothing where one side did not move at all. */
function meansOf(ratios: readonly LayerRatio[]): { encoder: number | null; decoder: number | null } {
  try {
    const { encoder, decoder } = encoderDecoderSummary(ratios);
    return { encoder: finite(encoder), decoder: finite(decoder) };
  } catch (error) {
    if (!isLayerAnalysisError(error, "EMPTY_INPUT")) throw error;
    return { encoder: null, decoder: null };
  }
}

function withoutNull({ layer, divergence }: LayerDivergence): [string, MeasureRow] {
  return [layer, { value: finite(divergence), null: null, ratio: null, interval: null }];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

import { type SegmentationModel, setWeights, type WeightValues, weightsOf } from "@undercoat/segmentation";
import { LayerAnalysisError } from "./errors.ts";

/** What {@link exchangeGroups} does with a model whose group was exchanged. */
export interface ExchangeOptions {
  /** Higher is better, such as the mean IoU on clean test windows. */
  readonly score: (model: SegmentationModel) => number | Promise<number>;
  /** Groups to exchange, one at a time; all where left out. */
  readonly groups?: readonly string[];
  /** Called before scoring, such as to recompute running statistics or to refit the head. */
  readonly repair?: (model: SegmentationModel, group: string) => void | Promise<void>;
}

/** The score with one group exchanged. */
export interface GroupExchange {
  readonly group: string;
  readonly score: number;
  /** Score with the group exchanged minus score before: below 0 where the exchange hurts. */
  readonly effect: number;
}

/** What exchanging groups did. */
export interface ExchangeResult {
  /** Score of the model as it was. */
  readonly base: number;
  /** Input to output. */
  readonly groups: readonly GroupExchange[];
}

/**
 * Puts one layer group of a donor at a time into a model, running statistics included, and scores it: the causal
 * counterpart of a divergence. With the weights of the other training it is the swap test, with the model's own
 * weights of an earlier step the rewind test. The model is as before afterwards, also after an error.
 *
 * @param donor - Tensors by name, such as `weightsOf(other)`.
 * @throws {LayerAnalysisError} `LAYER_MISMATCH` where the donor lacks a tensor of a group or has another shape.
 * @see {@link https://arxiv.org/abs/2307.09542 | Maini et al., ICML 2023 (rewinding layers)}
 *
 * @example
 * ```ts
 * const { base, groups } = await exchangeGroups(clean, weightsOf(noisy), { score });
 * ```
 */
export async function exchangeGroups(
  model: SegmentationModel,
  donor: ReadonlyMap<string, WeightValues>,
  { score, repair, groups = model.groups }: ExchangeOptions,
): Promise<ExchangeResult> {
  const own = weightsOf(model);
  const parts = groups.map((group) => [group, partOf(model, donor, group)] as const);
  const base = await score(model);
  const results: GroupExchange[] = [];
  try {
    for (const [group, part] of parts) {
      setWeights(model, part);
      await repair?.(model, group);
      const scored = await score(model);
      results.push({ group, score: scored, effect: scored - base });
      setWeights(model, own);
    }
  } finally {
    setWeights(model, own);
  }
  return { base, groups: results };
}

function partOf(
  model: SegmentationModel,
  donor: ReadonlyMap<string, WeightValues>,
  group: string,
): Map<string, WeightValues> {
  const own = model.parameters().filter((parameter) => parameter.group === group);
  if (own.length === 0)
    throw new LayerAnalysisError("LAYER_MISMATCH", {
      message: `the model has no layer group "${group}", only ${model.groups.join(", ")}; name groups it has`,
      context: { group, groups: model.groups },
    });
  return new Map(
    own.map(({ name, shape }) => {
      const values = donor.get(name);
      if (values !== undefined && values.shape.join() === shape.join()) return [name, values];
      throw new LayerAnalysisError("LAYER_MISMATCH", {
        message: `tensor "${name}" is ${shape.join("×")} in the model, but ${values === undefined ? "missing" : values.shape.join("×")} in the donor; exchange groups between models of one architecture`,
        context: { tensor: name, model: shape, donor: values?.shape ?? null },
      });
    }),
  );
}

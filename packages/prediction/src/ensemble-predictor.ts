import { PredictionError } from "./errors.ts";
import type { Predictor, TileBatch } from "./predictor.ts";

/**
 * Several predictors as one: the mean of their probabilities.
 *
 * @throws {PredictionError} `MODELS_DIFFER` where classes or bands differ, or without a predictor.
 */
export function ensemblePredictor(predictors: readonly Predictor[]): Predictor {
  const [first, ...others] = predictors;
  if (first === undefined)
    throw new PredictionError("MODELS_DIFFER", {
      message: "an ensemble of 0 models was asked for, but at least 1 was expected; name a model",
    });
  for (const other of others) assertSame(first, other);
  if (others.length === 0) return first;
  return Object.freeze({
    kind: "predictor",
    name: predictors.map(({ name }) => name).join(" + "),
    scheme: first.scheme,
    bands: first.bands,
    sizeMultiple: Math.max(...predictors.map(({ sizeMultiple }) => sizeMultiple)),
    predict: async (batch: TileBatch) => {
      const sum = (await first.predict(batch)).slice();
      for (const other of others) {
        const values = await other.predict(batch);
        for (let at = 0; at < sum.length; at++) sum[at]! += values[at]!;
      }
      for (let at = 0; at < sum.length; at++) sum[at]! /= predictors.length;
      return sum;
    },
    dispose: () => {
      for (const predictor of predictors) predictor.dispose();
    },
  });
}

function assertSame(first: Predictor, other: Predictor): void {
  const classes = ({ scheme }: Predictor) =>
    scheme.classes.map(({ value, name }) => `${value} ${name}`).join(", ");
  const bands = (predictor: Predictor) => predictor.bands.map(({ name }) => name).join(", ");
  for (const [what, textOf] of [
    ["classes", classes],
    ["bands", bands],
  ] as const) {
    if (textOf(first) === textOf(other)) continue;
    throw new PredictionError("MODELS_DIFFER", {
      message: `model "${first.name}" has the ${what} ${textOf(first)}, but "${other.name}" has ${textOf(other)}; an ensemble needs models of one kind`,
      context: { what, first: textOf(first), other: textOf(other) },
    });
  }
}

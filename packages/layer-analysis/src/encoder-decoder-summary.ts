import { LayerAnalysisError } from "./errors.ts";
import { type Interval, logMeanInterval, type Verdict, verdictOf } from "./internal/log-interval.ts";
import { geometricMean, type LayerRatio } from "./ratio-to-null.ts";

/** Encoder against decoder + head in one line. */
export interface EncoderDecoderSummary {
  /** Geometric mean of the ratios of the encoder's rows. */
  readonly encoder: number;
  /** The same for decoder and head. */
  readonly decoder: number;
  /** `decoder / encoder`: above 1 where decoder and head moved further, measured by their own nulls. */
  readonly quotient: number;
  /** t interval of the quotient over seeds; null with fewer than 2 usable seeds. */
  readonly interval: Interval | null;
  readonly level: number;
  readonly verdict: Verdict;
  readonly encoderLayers: readonly string[];
  readonly decoderLayers: readonly string[];
  /** Rows without a ratio in some seed, or that did not move at all: left out on both sides. */
  readonly leftOut: readonly string[];
  /** The rule in words: print it beside the numbers. */
  readonly rule: string;
}

const RULE =
  "Geometric mean of the ratios to the null over the layers of the encoder, and of decoder and head; each " +
  "layer counts once, whatever its size. Their quotient per seed, its t interval over seeds on the logarithm.";

/**
 * Sums up ratios to the null: did the encoder or decoder and head take up more of the noise?
 *
 * Rows of groups named `encoder` or `encoder.…` are the encoder, all others decoder and head.
 *
 * @remarks One number hides a head of a few hundred weights that moved a thousandfold: print the layers too.
 * @throws {LayerAnalysisError} `EMPTY_INPUT` if a side has no row with a ratio.
 *
 * @example
 * ```ts
 * const { quotient, verdict, rule } = encoderDecoderSummary(ratioToNull(noisy, nulls));
 * ```
 */
export function encoderDecoderSummary(ratios: readonly LayerRatio[]): EncoderDecoderSummary {
  const usable = ratios.filter(({ perSeed }) =>
    perSeed.every((ratio) => Number.isFinite(ratio) && ratio > 0),
  );
  const encoder = usable.filter(({ group }) => isEncoder(group));
  const decoder = usable.filter(({ group }) => !isEncoder(group));
  const leftOut = ratios.filter((row) => !usable.includes(row)).map(({ layer }) => layer);
  const level = ratios[0]?.level ?? Number.NaN;
  if (encoder.length === 0 || decoder.length === 0)
    throw sideIsEmpty(encoder.length, decoder.length, leftOut);
  const quotients = seedMeans(decoder).map((value, seed) => value / seedMeans(encoder)[seed]!);
  const interval = logMeanInterval(quotients, level);
  const [encoderMean, decoderMean] = [geometricMean(seedMeans(encoder)), geometricMean(seedMeans(decoder))];
  return {
    encoder: encoderMean,
    decoder: decoderMean,
    quotient: decoderMean / encoderMean,
    interval,
    level,
    verdict: verdictOf(interval),
    encoderLayers: encoder.map(({ layer }) => layer),
    decoderLayers: decoder.map(({ layer }) => layer),
    leftOut,
    rule: RULE,
  };
}

/** Geometric mean over the rows, for every seed. */
function seedMeans(rows: readonly LayerRatio[]): number[] {
  return rows[0]!.perSeed.map((_, seed) => geometricMean(rows.map(({ perSeed }) => perSeed[seed]!)));
}

function isEncoder(group: string): boolean {
  return group === "encoder" || group.startsWith("encoder.");
}

function sideIsEmpty(encoder: number, decoder: number, leftOut: readonly string[]): LayerAnalysisError {
  return new LayerAnalysisError("EMPTY_INPUT", {
    message: `${encoder} encoder layers and ${decoder} decoder or head layers have a ratio in every seed, expected at least 1 of both; compare more layers (left out: ${leftOut.join(", ") || "none"})`,
    context: { encoder, decoder, leftOut },
  });
}

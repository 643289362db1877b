import type { Rng } from "@undercoat/random";

/** The strongest of several contrasts, and how often chance is as strong. */
export interface SignFlipTest {
  /** Position of the contrast with the largest statistic. */
  readonly strongest: number;
  /** `Σ scores / √Σ scores²` of that contrast. */
  readonly statistic: number;
  /** Share of sign flips (the observed one counted) whose largest statistic is at least as large. */
  readonly pValue: number;
}

/**
 * Tests several contrasts at once: under the null, each block's scores are as likely with the other sign. One flip
 * turns whole blocks, in all contrasts alike, so pixels of a block may depend on each other in any way, and choosing
 * the strongest contrast is paid for.
 *
 * @see {@link https://doi.org/10.1214/aos/1176347265 | Romano 1990, randomization tests without a group invariance assumption}
 */
export function signFlipTest(
  scores: readonly Float64Array[],
  { flips, rng }: { readonly flips: number; readonly rng: Rng },
): SignFlipTest {
  const scales = scores.map((one) => Math.sqrt(one.reduce((sum, score) => sum + score * score, 0)));
  const statistics = scores.map((one, at) =>
    ratio(
      one.reduce((sum, score) => sum + score, 0),
      scales[at]!,
    ),
  );
  const strongest = statistics.reduce(
    (best, value, at) => (isStronger(value, statistics[best]!) ? at : best),
    0,
  );
  const observed = Math.abs(statistics[strongest] ?? 0);
  const signs = new Int8Array(scores[0]?.length ?? 0);
  let asStrong = 1;
  for (let flip = 0; flip < flips; flip++) {
    for (let block = 0; block < signs.length; block++) signs[block] = rng.next() < 0.5 ? -1 : 1;
    if (largest(scores, scales, signs) >= observed - 1e-12) asStrong += 1;
  }
  return { strongest, statistic: statistics[strongest] ?? 0, pValue: asStrong / (flips + 1) };
}

/** Of two that mirror each other, the positive one is the stronger: it says what happens more often. */
function isStronger(value: number, than: number): boolean {
  const gap = Math.abs(value) - Math.abs(than);
  return Math.abs(gap) < 1e-9 ? value > than : gap > 0;
}

function largest(scores: readonly Float64Array[], scales: readonly number[], signs: Int8Array): number {
  let most = 0;
  scores.forEach((one, at) => {
    let sum = 0;
    for (let block = 0; block < one.length; block++) sum += signs[block]! * one[block]!;
    most = Math.max(most, Math.abs(ratio(sum, scales[at]!)));
  });
  return most;
}

function ratio(sum: number, scale: number): number {
  return scale === 0 ? 0 : sum / scale;
}

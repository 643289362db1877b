import type { Rng } from "@undercoat/random";
import { type IntervalEstimate, ratioEstimate } from "../../spatial/internal/resample.ts";
import { type BlockContrast, blockContrast, type Contrast, type Strata } from "./contrast.ts";
import type { Factor, LackingFactor } from "./factor.ts";
import { signFlipTest } from "./sign-flip-test.ts";

/** A factor that was tested, before it is corrected for the other factors. */
export interface TestedFactor {
  readonly name: string;
  readonly effect: IntervalEstimate;
  readonly pValue: number;
  /** `building objects under 40 m² are missing 3.1× as often as larger ones [2.2, 4.4]`. */
  readonly text: string;
}

/** How factors are judged. */
export interface Judging {
  readonly permutations: number;
  readonly resamples: number;
  readonly level: number;
  readonly rng: Rng;
}

const LEAST_BLOCKS = 16;
const LEAST_BLOCKS_OF_A_SIDE = 8;

/** Tests all contrasts of a factor at once and measures the strongest. */
export function judgeFactor(factor: Factor, judging: Judging): TestedFactor | LackingFactor {
  const { cells, strata, name } = factor;
  const all = factor.contrasts.map((contrast) => blockContrast(cells, contrast, strata));
  const usable = all.filter((one) => hasEnough(one, strata));
  if (usable.length === 0) return { name, reason: lackText(all, strata) };
  const rng = judging.rng.fork(name);
  const scores = usable.map((one) => one.scores);
  const { strongest, pValue } = signFlipTest(scores, { flips: judging.permutations, rng: rng.fork("flips") });
  const { contrast, inside, outside } = usable[strongest]!;
  const effect = ratioEstimate(
    { numerators: inside, denominators: outside },
    { ...judging, rng: rng.fork("blocks") },
  ) ?? { value: Number.POSITIVE_INFINITY, low: 1, high: Number.POSITIVE_INFINITY };
  return { name, effect, pValue, text: textOf(factor, contrast, effect) };
}

function textOf(
  { verb }: Factor,
  { text, otherText }: Contrast,
  { value, low, high }: IntervalEstimate,
): string {
  if (value === Number.POSITIVE_INFINITY) return `${text} ${verb}, and ${otherText} never do`;
  return `${text} ${verb} ${ratioText(value)}× as often as ${otherText} [${ratioText(low)}, ${ratioText(high)}]`;
}

/** A ratio for people: two digits below 10. */
function ratioText(ratio: number): string {
  if (!Number.isFinite(ratio)) return "∞";
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(2);
}

function hasEnough(one: BlockContrast, strata: Strata): boolean {
  if (strata === "block-and-class") return one.blocksOfBoth >= LEAST_BLOCKS;
  const sides = Math.min(one.blocksInside, one.blocksOutside);
  return sides >= LEAST_BLOCKS_OF_A_SIDE && usedBlocks(one) >= LEAST_BLOCKS;
}

function usedBlocks({ blocksInside, blocksOutside, blocksOfBoth }: BlockContrast): number {
  return blocksInside + blocksOutside - blocksOfBoth;
}

function lackText(all: readonly BlockContrast[], strata: Strata): string {
  const most = Math.max(0, ...all.map((one) => (strata === "class" ? usedBlocks(one) : one.blocksOfBoth)));
  return strata === "class"
    ? `at most ${most} blocks can be compared, but ${LEAST_BLOCKS} are needed, ${LEAST_BLOCKS_OF_A_SIDE} on each side`
    : `at most ${most} blocks hold both sides of a comparison, but ${LEAST_BLOCKS} are needed`;
}

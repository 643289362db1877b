import type { ClassScheme } from "@undercoat/raster";

/** A class of both kinds of labels. */
export interface ClassShare {
  readonly value: number;
  readonly name: string;
  /** Of the known pixels; null without such labels. */
  readonly noisyShare: number | null;
  readonly cleanShare: number | null;
}

/** Shares of all classes, out of pixels by class index. */
export function classShares(
  { classes }: ClassScheme,
  { noisy, clean }: { readonly noisy: Float64Array | null; readonly clean: Float64Array | null },
): ClassShare[] {
  const share = (counts: Float64Array | null, index: number) => {
    if (counts === null) return null;
    const total = classes.reduce((sum, _, at) => sum + counts[at]!, 0);
    return total === 0 ? null : counts[index]! / total;
  };
  return classes.map(({ value, name }, index) => ({
    value,
    name,
    noisyShare: share(noisy, index),
    cleanShare: share(clean, index),
  }));
}

const BACKGROUND = /^(?:background|other|none|no data|unclassified|unknown)/i;

/**
 * The rarest class that is there and is not the background: what the others would drown.
 *
 * @param isUsable - Whether the class at an index can be taught and tested; where none can, all are looked at.
 */
export function rarestClass(
  shares: readonly ClassShare[],
  isUsable: (classIndex: number) => boolean = () => true,
): ClassShare {
  const shareOf = ({ cleanShare, noisyShare }: ClassShare) => cleanShare ?? noisyShare ?? 0;
  const background =
    shares.find(({ name }) => BACKGROUND.test(name)) ?? shares.find(({ value }) => value === 0);
  const present = shares.filter((entry) => entry !== background && shareOf(entry) > 0);
  const ranked = present.toSorted((a, b) => shareOf(a) - shareOf(b));
  return ranked.find((entry) => isUsable(shares.indexOf(entry))) ?? ranked[0] ?? shares.at(-1)!;
}

import { iouPerClass } from "@undercoat/metrics";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";
import type { NoiseReport, NoisyLabels, ObjectChange } from "../label-noise.ts";
import { assertClasses } from "./assert-classes.ts";
import { objectChanges } from "./object-changes.ts";
import { wordsOf } from "./words.ts";

/** What a kind of noise made: class indices in an array of its own, and facts about them. */
export interface Made {
  readonly data: Uint8Array;
  readonly facts: Readonly<Record<string, unknown>>;
}

const CODES = 256;

/** Puts new class indices on the grid of the clean labels and measures what changed. */
export function noisyLabels(
  name: string,
  clean: LabelMap,
  { made, lostClasses }: { readonly made: Made; readonly lostClasses: "report" | "refuse" | undefined },
): NoisyLabels {
  const { data, facts } = made;
  let pairs = countPairs(clean.data, data);
  if (!isOfScheme(pairs, clean.scheme.classes.length)) assertClasses(clean);
  if (!keepsIgnored(pairs)) {
    for (let pixel = 0; pixel < data.length; pixel++) {
      if (clean.data[pixel] === IGNORE_INDEX) data[pixel] = IGNORE_INDEX;
    }
    pairs = countPairs(clean.data, data);
  }
  const labels = Object.freeze({ ...clean, data });
  const report = reportOf(name, clean, { noisy: data, facts, pairs });
  if (lostClasses === "refuse") refuseLostClasses(report, clean);
  return { labels, report };
}

/** What is compared, and what is known beside it. */
interface Compared {
  readonly noisy: Uint8Array;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly steps?: readonly NoiseReport[];
}

/** Compares clean with noisy class indices. */
export function noiseReport(name: string, clean: LabelMap, compared: Compared): NoiseReport {
  return reportOf(name, clean, { ...compared, pairs: countPairs(clean.data, compared.noisy) });
}

function reportOf(
  name: string,
  clean: LabelMap,
  { noisy, facts, steps, pairs }: Compared & { readonly pairs: Uint32Array },
): NoiseReport {
  const order = clean.scheme.classes.length;
  const indices = Array.from({ length: order }, (_, index) => index);
  const confusion = indices.map((row) => indices.map((column) => pairs[row * CODES + column]!));
  const counts = Float64Array.from(confusion.flat());
  const valid = counts.reduce((sum, count) => sum + count, 0);
  const changed = valid - confusion.reduce((sum, row, index) => sum + row[index]!, 0);
  const newlyIgnored = sumOf(indices.map((row) => pairs[row * CODES + IGNORE_INDEX]!));
  const before = confusion.map(sumOf);
  const after = indices.map((column) => sumOf(confusion.map((row) => row[column]!)));
  const held = (row: number) => before[row]! + pairs[row * CODES + IGNORE_INDEX]!;
  let objects: readonly ObjectChange[] | undefined;
  return {
    name,
    valid,
    changed,
    noiseRate: valid === 0 ? 0 : changed / valid,
    newlyIgnored,
    confusion,
    iou: iouPerClass({ scheme: clean.scheme, counts }),
    areaChange: indices.map((index) =>
      before[index] === 0 ? null : (after[index]! - before[index]!) / before[index]!,
    ),
    lostClasses: indices.filter((index) => held(index) > 0 && after[index] === 0),
    get objects() {
      objects ??= objectChanges(clean, noisy);
      return objects;
    },
    facts,
    ...(steps === undefined ? {} : { steps }),
  };
}

/**
 * Pixels of every pair `clean · 256 + noisy`. Four pixels that are those before them again are counted at once; several
 * tables, so that equal neighbours do not wait for each other.
 */
function countPairs(clean: Uint8Array, noisy: Uint8Array): Uint32Array {
  const [a, b, c, d] = [newTable(), newTable(), newTable(), newTable()];
  const [before, after] = [wordsOf(clean), wordsOf(noisy)];
  const words = before.length;
  for (let word = 0; word < words; ) {
    const [was, is] = [before[word]!, after[word]!];
    const first = word++;
    while (word < words && before[word] === was && after[word] === is) word += 1;
    const times = word - first;
    a[((was & 0xff) << 8) | (is & 0xff)]! += times;
    b[(was & 0xff00) | ((is >>> 8) & 0xff)]! += times;
    c[((was >>> 8) & 0xff00) | ((is >>> 16) & 0xff)]! += times;
    d[((was >>> 16) & 0xff00) | (is >>> 24)]! += times;
  }
  for (let pixel = 4 * words; pixel < noisy.length; pixel++) a[(clean[pixel]! << 8) | noisy[pixel]!]! += 1;
  for (let pair = 0; pair < a.length; pair++) a[pair]! += b[pair]! + c[pair]! + d[pair]!;
  return a;
}

function newTable(): Uint32Array {
  return new Uint32Array(CODES * CODES);
}

/** Whether the clean labels hold indices of the scheme alone, and 255. */
function isOfScheme(pairs: Uint32Array, order: number): boolean {
  return pairs.subarray(order * CODES, IGNORE_INDEX * CODES).every((count) => count === 0);
}

function keepsIgnored(pairs: Uint32Array): boolean {
  return pairs
    .subarray(IGNORE_INDEX * CODES, IGNORE_INDEX * CODES + IGNORE_INDEX)
    .every((count) => count === 0);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function refuseLostClasses({ name, lostClasses }: NoiseReport, { scheme }: LabelMap): void {
  if (lostClasses.length === 0) return;
  const lost = lostClasses.map((index) => `${index} "${scheme.classes[index]?.name}"`).join(", ");
  throw new LabelNoiseError("CLASS_LOST", {
    message: `${name} leaves no pixel of class ${lost}, but lostClasses is "refuse"; make it weaker, or report lost classes`,
    context: { name, lostClasses },
  });
}

import { iouPerClass } from "@undercoat/metrics";
import { IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";
import type { NoiseReport, NoisyLabels, ObjectChange } from "../label-noise.ts";
import { objectChanges } from "./object-changes.ts";

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
  const { data } = made;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (clean.data[pixel] === IGNORE_INDEX) data[pixel] = IGNORE_INDEX;
  }
  const labels = labelMap({ ...clean, data });
  const report = noiseReport(name, clean, { noisy: data, facts: made.facts });
  if (lostClasses === "refuse") refuseLostClasses(report, clean);
  return { labels, report };
}

/** Compares clean with noisy class indices. */
export function noiseReport(
  name: string,
  clean: LabelMap,
  {
    noisy,
    facts,
    steps,
  }: {
    readonly noisy: Uint8Array;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly steps?: readonly NoiseReport[];
  },
): NoiseReport {
  const order = clean.scheme.classes.length;
  const pairs = countPairs(clean.data, noisy);
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

/** Pixels of every pair `clean · 256 + noisy`. Two tables, so that equal neighbours do not wait for each other. */
function countPairs(clean: Uint8Array, noisy: Uint8Array): Uint32Array {
  const [a, b] = [new Uint32Array(CODES * CODES), new Uint32Array(CODES * CODES)];
  const even = noisy.length - (noisy.length % 2);
  for (let pixel = 0; pixel < even; pixel += 2) {
    a[(clean[pixel]! << 8) | noisy[pixel]!]! += 1;
    b[(clean[pixel + 1]! << 8) | noisy[pixel + 1]!]! += 1;
  }
  if (even < noisy.length) a[(clean[even]! << 8) | noisy[even]!]! += 1;
  for (let pair = 0; pair < a.length; pair++) a[pair]! += b[pair]!;
  return a;
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

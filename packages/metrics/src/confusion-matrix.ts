import { type ClassScheme, IGNORE_INDEX } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";
import { addJointCounts } from "./internal/joint-counts.ts";

/** Pixel counts of a confusion matrix: row-major, `counts[reference · K + predicted]`. */
export interface ConfusionCounts {
  readonly scheme: ClassScheme;
  readonly counts: Float64Array;
}

/** What can be merged into a {@link ConfusionMatrix}. */
export type MergeableConfusion = ConfusionCounts & {
  readonly ignored?: number;
  readonly unpredicted?: number;
};

/** A confusion matrix as plain JSON; rows are the reference. */
export interface ConfusionJson {
  readonly scheme: string;
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly ignored: number;
}

/** Counts that grow patch by patch, scene by scene. */
export interface ConfusionMatrix extends ConfusionCounts {
  readonly kind: "confusion-matrix";
  /** Pixels left out because the reference or the prediction is 255. */
  readonly ignored: number;
  /** Of the ignored ones, those that have a label, but no prediction: a map with holes is judged on the rest only. */
  readonly unpredicted: number;
  /** Adds the pixels of one patch or scene: class indices, the same length. */
  update(reference: Uint8Array, predicted: Uint8Array): void;
  /** Adds the counts of another matrix of the same scheme. */
  merge(other: MergeableConfusion): void;
  toJSON(): ConfusionJson;
}

/**
 * An empty confusion matrix for the classes of a scheme. Rows are the reference, columns the prediction;
 * pixels that are 255 in either are counted in `ignored` and nowhere else.
 *
 * @remarks Exact to 2^53 pixels, in memory that does not grow with them; about half a billion pixels a second.
 * @throws {MetricsError} from `update`: `SIZE_MISMATCH`, `CLASS_OUTSIDE_SCHEME` (nothing was counted then);
 *   from `merge`: `SCHEME_MISMATCH`; from both: `COUNT_OVERFLOW` beyond 2^53 pixels.
 *
 * @example
 * ```ts
 * const confusion = confusionMatrix(labels.scheme);
 * confusion.update(labels.data, predicted);
 * const { value, absentClasses } = meanIou(confusion);
 * ```
 */
export function confusionMatrix(scheme: ClassScheme): ConfusionMatrix {
  const order = scheme.classes.length;
  const counts = new Float64Array(order * order);
  let [ignored, unpredicted, total] = [0, 0, 0];
  return Object.freeze({
    kind: "confusion-matrix",
    scheme,
    counts,
    get ignored() {
      return ignored;
    },
    get unpredicted() {
      return unpredicted;
    },
    update(reference: Uint8Array, predicted: Uint8Array) {
      assertSamePixels(reference, predicted, "prediction");
      assertExact(total + reference.length);
      const leftOut = addJointCounts(counts, reference, predicted, order);
      if (leftOut === null) throw outsideScheme(reference, predicted, scheme);
      ignored += leftOut.ignored;
      unpredicted += leftOut.unpredicted;
      total += reference.length;
    },
    merge(other: MergeableConfusion) {
      assertSameClasses(scheme, other.scheme);
      const added = other.counts.reduce((sum, count) => sum + count, other.ignored ?? 0);
      assertExact(total + added);
      other.counts.forEach((count, cell) => {
        counts[cell]! += count;
      });
      ignored += other.ignored ?? 0;
      unpredicted += other.unpredicted ?? 0;
      total += added;
    },
    toJSON: () => toJson(scheme, counts, ignored),
  });
}

function toJson({ name, classes }: ClassScheme, counts: Float64Array, ignored: number): ConfusionJson {
  const order = classes.length;
  const names = classes.map((one) => one.name);
  const rows = names.map((_, row) => [...counts.subarray(row * order, (row + 1) * order)]);
  return { scheme: name, classes: names, counts: rows, ignored };
}

function outsideScheme(reference: Uint8Array, predicted: Uint8Array, scheme: ClassScheme): MetricsError {
  const order = scheme.classes.length;
  const isOutside = (index: number) => index >= order && index !== IGNORE_INDEX;
  const inReference = reference.findIndex(isOutside);
  const [what, data] =
    inReference === -1 ? (["prediction", predicted] as const) : (["reference", reference] as const);
  const pixel = data.findIndex(isOutside);
  return new MetricsError("CLASS_OUTSIDE_SCHEME", {
    message:
      `${what} holds class index ${data[pixel]} at pixel ${pixel}, but class scheme "${scheme.name}" has ` +
      `indices 0 to ${order - 1} (and ${IGNORE_INDEX} = ignored); decode class values first`,
    context: { classIndex: data[pixel], pixel, scheme: scheme.name, classes: order },
  });
}

function assertExact(total: number): void {
  if (total <= Number.MAX_SAFE_INTEGER) return;
  throw new MetricsError("COUNT_OVERFLOW", {
    message: `the matrix would count ${total} pixels, but at most ${Number.MAX_SAFE_INTEGER} are counted exactly; count in several matrices`,
    context: { total },
  });
}

function assertSameClasses(here: ClassScheme, there: ClassScheme): void {
  const names = (scheme: ClassScheme) => scheme.classes.map(({ name }) => name).join(", ");
  if (names(here) === names(there)) return;
  throw new MetricsError("SCHEME_MISMATCH", {
    message:
      `the matrix counts the classes ${names(here)}, but the one to add counts ${names(there)}; ` +
      "merge matrices of one scheme",
    context: { scheme: here.name, other: there.name },
  });
}

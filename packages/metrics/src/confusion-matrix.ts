import { type ClassScheme, IGNORE_INDEX } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";

/** Pixel counts of a confusion matrix: row-major, `counts[reference · K + predicted]`. */
export interface ConfusionCounts {
  readonly scheme: ClassScheme;
  readonly counts: Float64Array;
}

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
  /** Adds the pixels of one patch or scene: class indices, the same length. */
  update(reference: Uint8Array, predicted: Uint8Array): void;
  /** Adds the counts of another matrix of the same scheme. */
  merge(other: ConfusionCounts & { readonly ignored?: number }): void;
  toJSON(): ConfusionJson;
}

/**
 * An empty confusion matrix for the classes of a scheme. Rows are the reference, columns the prediction;
 * pixels that are 255 in either are counted in `ignored` and nowhere else.
 *
 * @throws {MetricsError} from `update`: `SIZE_MISMATCH`, `CLASS_OUTSIDE_SCHEME` (nothing was counted then);
 *   from `merge`: `SCHEME_MISMATCH`.
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
  let ignored = 0;
  return Object.freeze({
    kind: "confusion-matrix",
    scheme,
    counts,
    get ignored() {
      return ignored;
    },
    update(reference: Uint8Array, predicted: Uint8Array) {
      assertSamePixels(reference, predicted, "prediction");
      assertClasses(reference, scheme, "reference");
      assertClasses(predicted, scheme, "prediction");
      ignored += countInto(counts, reference, predicted, order);
    },
    merge(other: ConfusionCounts & { readonly ignored?: number }) {
      assertSameClasses(scheme, other.scheme);
      other.counts.forEach((count, cell) => {
        counts[cell]! += count;
      });
      ignored += other.ignored ?? 0;
    },
    toJSON: () => toJson(scheme, counts, ignored),
  });
}

function countInto(
  counts: Float64Array,
  reference: Uint8Array,
  predicted: Uint8Array,
  order: number,
): number {
  let ignored = 0;
  for (let pixel = 0; pixel < reference.length; pixel++) {
    const row = reference[pixel]!;
    const column = predicted[pixel]!;
    if (row === IGNORE_INDEX || column === IGNORE_INDEX) ignored += 1;
    else counts[row * order + column]! += 1;
  }
  return ignored;
}

function toJson({ name, classes }: ClassScheme, counts: Float64Array, ignored: number): ConfusionJson {
  const order = classes.length;
  const names = classes.map((one) => one.name);
  const rows = names.map((_, row) => [...counts.subarray(row * order, (row + 1) * order)]);
  return { scheme: name, classes: names, counts: rows, ignored };
}

function assertClasses(data: Uint8Array, scheme: ClassScheme, what: string): void {
  const order = scheme.classes.length;
  const pixel = data.findIndex((index) => index >= order && index !== IGNORE_INDEX);
  if (pixel === -1) return;
  throw new MetricsError("CLASS_OUTSIDE_SCHEME", {
    message:
      `${what} holds class index ${data[pixel]} at pixel ${pixel}, but class scheme "${scheme.name}" has ` +
      `indices 0 to ${order - 1} (and ${IGNORE_INDEX} = ignored); decode class values first`,
    context: { classIndex: data[pixel], pixel, scheme: scheme.name, classes: order },
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

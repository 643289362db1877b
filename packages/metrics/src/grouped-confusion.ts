import { type ClassScheme, IGNORE_INDEX } from "@undercoat/raster";
import { type ConfusionCounts, type ConfusionMatrix, confusionMatrix } from "./confusion-matrix.ts";
import { MetricsError } from "./errors.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";
import { meanOfDefined } from "./internal/margins.ts";
import { mergedConfusion } from "./merged-confusion.ts";

/** A mean over groups, with the names of those that have no value. */
export interface GroupMean {
  /** Null where no group has a value. */
  readonly value: number | null;
  readonly byGroup: Readonly<Record<string, number | null>>;
  /** Groups where the measure is undefined; they are not part of the mean. */
  readonly undefinedGroups: readonly string[];
}

/** Pixels of one patch or scene, with the stratum of each; class indices and strata have the same length. */
export interface StratifiedPixels {
  readonly reference: Uint8Array;
  readonly predicted: Uint8Array;
  /** Position of each pixel's stratum in the names; 255: in none, left out. */
  readonly strata: Uint8Array;
}

/** One confusion matrix for every scene or stratum. */
export interface GroupedConfusion {
  readonly kind: "grouped-confusion";
  readonly groups: ReadonlyMap<string, ConfusionMatrix>;
  /** Adds pixels of one group; the group is made when it is first named. */
  update(group: string, pixels: Pick<StratifiedPixels, "reference" | "predicted">): void;
  /** Adds pixels of several groups, each pixel to its own. */
  updateStrata(pixels: StratifiedPixels, names: readonly string[]): void;
  /** All groups counted together (micro): large groups weigh more. */
  pooled(): ConfusionMatrix;
  /** Mean of a measure over the groups (macro): every group weighs the same. */
  meanOverGroups(measure: (confusion: ConfusionCounts) => number | null): GroupMean;
}

/**
 * Confusion matrices of scenes or strata side by side.
 *
 * @throws {MetricsError} from the updates: `SIZE_MISMATCH`, `CLASS_OUTSIDE_SCHEME`, `OPTION_OUTSIDE` for a stratum without a
 *   name; from `pooled`: `EMPTY_INPUT` without a group.
 *
 * @example
 * ```ts
 * const scenes = groupedConfusion(scheme);
 * scenes.update("nepal-3", { reference: labels.data, predicted });
 * const { value, undefinedGroups } = scenes.meanOverGroups((confusion) => meanIou(confusion).value);
 * ```
 */
export function groupedConfusion(scheme: ClassScheme): GroupedConfusion {
  const groups = new Map<string, ConfusionMatrix>();
  const groupOf = (name: string) => {
    const group = groups.get(name) ?? confusionMatrix(scheme);
    groups.set(name, group);
    return group;
  };
  return Object.freeze({
    kind: "grouped-confusion",
    groups,
    update(group: string, { reference, predicted }: Pick<StratifiedPixels, "reference" | "predicted">) {
      groupOf(group).update(reference, predicted);
    },
    updateStrata(pixels: StratifiedPixels, names: readonly string[]) {
      assertSamePixels(pixels.reference, pixels.predicted, "prediction");
      assertSamePixels(pixels.reference, pixels.strata, "strata");
      const present = new Set(pixels.strata);
      present.delete(IGNORE_INDEX);
      assertNamed(present, names);
      for (const stratum of present) {
        const inside = (_: number, pixel: number) => pixels.strata[pixel] === stratum;
        groupOf(names[stratum]!).update(pixels.reference.filter(inside), pixels.predicted.filter(inside));
      }
    },
    pooled: () => mergedConfusion([...groups.values()]),
    meanOverGroups: (measure: (confusion: ConfusionCounts) => number | null) => groupMean(groups, measure),
  });
}

function groupMean(
  groups: ReadonlyMap<string, ConfusionMatrix>,
  measure: (confusion: ConfusionCounts) => number | null,
): GroupMean {
  const entries = [...groups].map(([name, confusion]) => [name, measure(confusion)] as const);
  return {
    value: meanOfDefined(entries.map(([, value]) => value)),
    byGroup: Object.fromEntries(entries),
    undefinedGroups: entries.filter(([, value]) => value === null).map(([name]) => name),
  };
}

function assertNamed(present: ReadonlySet<number>, names: readonly string[]): void {
  const unnamed = [...present].find((stratum) => names[stratum] === undefined);
  if (unnamed === undefined) return;
  throw new MetricsError("OPTION_OUTSIDE", {
    message: `strata hold ${unnamed}, but ${names.length} names were given (0 to ${names.length - 1}, and 255 = left out); name every stratum`,
    context: { stratum: unnamed, names: names.length },
  });
}

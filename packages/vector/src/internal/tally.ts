import { isVectorError, type VectorError } from "../errors.ts";
import type { Feature } from "../feature.ts";
import type { ReadReport } from "../vector-source.ts";
import { type CheckPlace, checkedFeature, featureName } from "./check-feature.ts";

const NAMED = 10;

/** Counts of one pass, and the decision what becomes of broken features. */
export class Tally {
  readonly #leavesOut: boolean;
  readonly #leftOut: Map<string, { count: number; first: string[] }> = new Map();
  #features = 0;
  #withoutGeometry = 0;

  constructor(broken: "refuse" | "leave-out") {
    this.#leavesOut = broken === "leave-out";
  }

  /**
   * The value as a feature; null if it is broken and such features are left out.
   *
   * @throws {VectorError} `GEOMETRY_BROKEN`
   */
  checked(value: unknown, place: CheckPlace): Feature | null {
    try {
      return checkedFeature(value, place);
    } catch (cause) {
      if (!this.#leavesOut || !isVectorError(cause, "GEOMETRY_BROKEN")) throw cause;
      this.leaveOut("broken geometry", featureName(place.number, (cause as VectorError).context["id"]));
      return null;
    }
  }

  /** Notes something that the pass does not give. */
  leaveOut(reason: string, who: string): void {
    const entry = this.#leftOut.get(reason) ?? { count: 0, first: [] };
    entry.count += 1;
    if (entry.first.length < NAMED) entry.first.push(who);
    this.#leftOut.set(reason, entry);
  }

  /** Notes a feature that the pass gives. */
  give({ geometry }: Feature): void {
    this.#features += 1;
    if (geometry === null) this.#withoutGeometry += 1;
  }

  report(): ReadReport {
    return {
      features: this.#features,
      withoutGeometry: this.#withoutGeometry,
      leftOut: [...this.#leftOut].map(([reason, { count, first }]) => ({ reason, count, first: [...first] })),
    };
  }
}

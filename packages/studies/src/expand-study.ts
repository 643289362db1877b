import { StudiesError } from "./errors.ts";
import type { AxisValue, ResolvedStudy, StudyAxis } from "./study-options.ts";

/** Anything that JSON holds. */
export type StudyJson =
  | null
  | boolean
  | number
  | string
  | readonly StudyJson[]
  | { readonly [key: string]: StudyJson };

/** One combination of the values of all axes. */
export interface StudyPoint {
  /** Columns of the table and what stands in them. */
  readonly values: Readonly<Record<string, AxisValue>>;
  /** Keys of the config with their values, in the order in which they are set. */
  readonly settings: readonly (readonly [key: string, value: StudyJson])[];
}

/** Columns that every table has, so that no axis can have them. */
const TAKEN = ["point", "seed", "arm", "pretraining", "role", "mode", "item"];

/** More points are a mistake rather than a study. */
const MOST_POINTS = 100_000;

/**
 * All points of a study, the last axis moving fastest.
 *
 * @throws {StudiesError} `AXES_REFUSED` for a column that two axes give or that every table has, points that are equal, or
 *   more than 100 000 points.
 *
 * @example
 * ```ts
 * const axes = [{ name: "patches", key: "finetune.patches", values: [4, 16] }];
 * expandStudy(StudyOptions.parse({ name: "few", base: "run.yaml", axes })).map(({ values }) => values);
 * // [{ patches: 4 }, { patches: 16 }]
 * ```
 */
export function expandStudy({ name, set, axes }: ResolvedStudy): readonly StudyPoint[] {
  refuseColumns(axes);
  const parts = axes.map(axisPoints);
  const count = parts.reduce((product, { length }) => product * length, 1);
  if (count > MOST_POINTS)
    throw refused(
      `the axes of study "${name}" make ${count} points, but at most ${MOST_POINTS} were expected; take values away`,
      { count },
    );
  const first: StudyPoint = { values: {}, settings: Object.entries(set) };
  const points = parts.reduce<readonly StudyPoint[]>(
    (sofar, part) => sofar.flatMap((point) => part.map((each) => joined(point, each))),
    [first],
  );
  const texts = points.map(({ values }) => JSON.stringify(values));
  const twice = texts.find((text, at) => texts.indexOf(text, at + 1) !== -1 && texts.indexOf(text) === at);
  if (twice !== undefined)
    throw refused(
      `study "${name}" has the point ${twice} twice, expected each once; take a value away, or tell them apart by "as"`,
      { point: twice },
    );
  return Object.freeze(points);
}

function joined(a: StudyPoint, b: StudyPoint): StudyPoint {
  return { values: { ...a.values, ...b.values }, settings: [...a.settings, ...b.settings] };
}

function axisPoints(axis: StudyAxis): readonly StudyPoint[] {
  if ("kinds" in axis) return noisePoints(axis);
  if ("points" in axis)
    return axis.points.map(({ as, set }, at) => ({
      values: as ?? { [axis.name]: at + 1 },
      settings: Object.entries(set),
    }));
  return axis.values.map((value) => ({
    values: { [axis.name]: cellOf(value) },
    settings: keysOf(axis.key).map((key) => [key, value] as const),
  }));
}

type NoiseAxis = Extract<StudyAxis, { kinds: object }>;

function noisePoints({ key, kinds, rates, tolerance }: NoiseAxis): StudyPoint[] {
  return Object.entries(kinds).flatMap(([kind, noise]) =>
    ratesOf(kind, rates).map((rate) => {
      const scaled = { kind: "scaled", noise: noise as StudyJson, pixelErrorRate: rate, tolerance };
      return {
        values: { noise: kind, rate },
        settings: keysOf(key).map((each) => [each, scaled] as const),
      };
    }),
  );
}

function ratesOf(kind: string, rates: NoiseAxis["rates"]): readonly number[] {
  if (Array.isArray(rates)) return rates;
  const own = rates[kind];
  if (own !== undefined) return own;
  throw refused(
    `the axis "noise" gives no rates for "${kind}", but for ${Object.keys(rates).join(", ")}; give some, or one list for all`,
    { kind },
  );
}

function keysOf(key: string | readonly string[]): readonly string[] {
  return typeof key === "string" ? [key] : key;
}

function cellOf(value: StudyJson): AxisValue {
  return typeof value === "object" ? JSON.stringify(value) : value;
}

function columnsOf(axis: StudyAxis): readonly string[] {
  if ("kinds" in axis) return ["noise", "rate"];
  if (!("points" in axis)) return [axis.name];
  return [...new Set(axis.points.flatMap(({ as }) => (as === undefined ? [axis.name] : Object.keys(as))))];
}

function refuseColumns(axes: readonly StudyAxis[]): void {
  const seen = new Set(TAKEN);
  for (const column of axes.flatMap(columnsOf)) {
    if (seen.has(column))
      throw refused(
        `the axes give the column "${column}" ${TAKEN.includes(column) ? "that every table has" : "twice"}, expected columns of their own; give the axis another name`,
        { column },
      );
    seen.add(column);
  }
}

function refused(message: string, context: Readonly<Record<string, unknown>>): StudiesError {
  return new StudiesError("AXES_REFUSED", { message, context });
}

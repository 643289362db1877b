import type { Units, Values } from "./internal/draws.ts";
import type { DrawnCurves } from "./internal/resample-curves.ts";
import type { QuantityKey } from "./quantity-table.ts";

/** Every figure, each made of quantities, of the learning curves and of figures before it. */
export const FIGURE_KEYS = [
  "costPerLabel",
  "onceCost",
  "yearlyCost",
  "extraCost",
  "rounds",
  "breakEvenLabels",
  "breakEvenLabelledArea",
  "labelsNeeded",
  "labelsSaved",
  "moneySaved",
  "netSaved",
  "paybackTime",
  "affordableLabels",
  "pointsGained",
  "pointsAtEqualLabels",
  "valuePerPoint",
  "valueGained",
  "netGained",
  "breakEvenArea",
] as const;
/** Name of a figure in results. */
export type FigureKey = (typeof FIGURE_KEYS)[number];

/** Values of figures; `null` where what it needs is not given, infinite where there is none. */
export type FigureValues = Record<FigureKey, number | null>;

/** What one draw is made of. */
export interface Draw {
  readonly values: Values;
  readonly units: Units;
  readonly curves: DrawnCurves | null;
}

/** A figure: its formula in words, and the same as code. */
export interface FigureDefinition {
  readonly name: string;
  /** "money" stands for the currency. */
  readonly unit: string;
  formula(units: Units): string;
  readonly inputs: readonly (QuantityKey | FigureKey | "learning curve")[];
  /** What an infinite value means. */
  readonly endless?: string;
  /** `null` where a needed quantity or curve is missing. */
  evaluate(draw: Draw, before: FigureValues): number | null;
}

/** All numbers, or `null` if one is missing. */
function all<const Numbers extends readonly (number | null | undefined)[]>(
  numbers: Numbers,
  then: (numbers: { [Index in keyof Numbers]: number }) => number,
): number | null {
  if (numbers.some((number) => number === null || number === undefined)) return null;
  return then(numbers as { [Index in keyof Numbers]: number });
}

/** Money of a quantity that is given in money or in hours of staff. */
function money(key: QuantityKey, { values, units }: Draw): number | null {
  const isHours = units[key]?.startsWith("h") ?? false;
  return all([values[key], isHours ? values.staffCost : 1], ([amount, price]) => amount * price);
}

function moneyText(key: QuantityKey, units: Units): string {
  return units[key]?.startsWith("h") ? `${key} × staffCost` : key;
}

/** Hours that one patch takes. */
function hoursPerPatch({ values, units }: Draw): number | null {
  return all([values.annotationTime, values.areaPerPatch], ([time, area]) => {
    if (units.annotationTime === "h/ha") return time * area;
    if (units.annotationTime === "patch/h") return 1 / time;
    return units.annotationTime === "ha/h" ? area / time : time;
  });
}

const HOURS_TEXT: Readonly<Record<string, string>> = {
  "h/patch": "annotationTime",
  "h/ha": "annotationTime × areaPerPatch",
  "patch/h": "1 / annotationTime",
  "ha/h": "areaPerPatch / annotationTime",
};

const COST: FigureDefinition = {
  name: "cost per label",
  unit: "money/patch",
  formula: (units) =>
    units.labelCost === "money/h"
      ? `labelCost × ${HOURS_TEXT[units.annotationTime ?? ""]} × (1 + reviewShare)`
      : `labelCost${units.labelCost === "money/ha" ? " × areaPerPatch" : ""} × (1 + reviewShare)`,
  inputs: ["labelCost", "annotationTime", "areaPerPatch", "reviewShare"],
  evaluate: (draw) => {
    const { values, units } = draw;
    const size =
      units.labelCost === "money/h"
        ? hoursPerPatch(draw)
        : units.labelCost === "money/ha"
          ? values.areaPerPatch
          : 1;
    return all(
      [values.labelCost, size, values.reviewShare],
      ([cost, amount, review]) => cost * amount * (1 + review),
    );
  },
};

/** Points in a score of 1. */
const POINTS = 100;

/** The figures by key; each is computed after those before it. */
export const FIGURES: Readonly<Record<FigureKey, FigureDefinition>> = {
  costPerLabel: COST,
  onceCost: {
    name: "cost once",
    unit: "money",
    formula: (units) => `${moneyText("coarseLabelCost", units)} + ${moneyText("setupCost", units)}`,
    inputs: ["coarseLabelCost", "setupCost", "staffCost"],
    evaluate: (draw) => all([money("coarseLabelCost", draw), money("setupCost", draw)], ([a, b]) => a + b),
  },
  yearlyCost: {
    name: "cost per year",
    unit: "money/year",
    formula: (units) => `roundsPerYear × computeTime × computePrice + ${moneyText("maintenance", units)}`,
    inputs: ["roundsPerYear", "computeTime", "computePrice", "maintenance", "staffCost"],
    evaluate: (draw) =>
      all(
        [
          draw.values.roundsPerYear,
          draw.values.computeTime,
          draw.values.computePrice,
          money("maintenance", draw),
        ],
        ([rounds, time, price, upkeep]) => rounds * time * price + upkeep,
      ),
  },
  extraCost: {
    name: "cost of noisy pretraining",
    unit: "money",
    formula: () => "onceCost + horizon × yearlyCost",
    inputs: ["onceCost", "yearlyCost", "horizon"],
    evaluate: ({ values }, { onceCost, yearlyCost }) =>
      all([onceCost, yearlyCost, values.horizon], ([once, yearly, years]) => once + years * yearly),
  },
  rounds: {
    name: "rounds",
    unit: "round",
    formula: () => "roundsPerYear × horizon",
    inputs: ["roundsPerYear", "horizon"],
    evaluate: ({ values }) => all([values.roundsPerYear, values.horizon], ([rate, years]) => rate * years),
  },
  breakEvenLabels: {
    name: "labels to save per round to break even",
    unit: "patch/round",
    formula: () => "extraCost / (costPerLabel × rounds)",
    inputs: ["extraCost", "costPerLabel", "rounds"],
    evaluate: (_, { extraCost, costPerLabel, rounds }) =>
      all([extraCost, costPerLabel, rounds], ([extra, cost, count]) => extra / (cost * count)),
  },
  breakEvenLabelledArea: {
    name: "the same as labelled ground",
    unit: "ha/round",
    formula: () => "breakEvenLabels × areaPerPatch",
    inputs: ["breakEvenLabels", "areaPerPatch"],
    evaluate: ({ values }, { breakEvenLabels }) =>
      all([breakEvenLabels, values.areaPerPatch], ([labels, area]) => labels * area),
  },
  labelsNeeded: {
    name: "labels needed with noisy pretraining",
    unit: "patch/round",
    formula: () =>
      "fewest labels at which the candidate's curve reaches the reference's score at plannedLabels",
    endless: "not reached",
    inputs: ["plannedLabels", "learning curve"],
    evaluate: ({ values, curves }) =>
      all([values.plannedLabels, curves === null ? null : 0], ([planned]) => {
        const target = curves!.reference.scoreAt(planned) ?? Number.POSITIVE_INFINITY;
        const { labels, kind } = curves!.candidate.labelsFor(target);
        return kind === "unreached" ? Number.POSITIVE_INFINITY : labels;
      }),
  },
  labelsSaved: {
    name: "labels saved at equal quality",
    unit: "patch/round",
    formula: () => "plannedLabels − labelsNeeded",
    endless: "no lower end",
    inputs: ["plannedLabels", "labelsNeeded"],
    evaluate: ({ values }, { labelsNeeded }) =>
      all([values.plannedLabels, labelsNeeded], ([planned, needed]) => planned - needed),
  },
  moneySaved: {
    name: "money saved on labels",
    unit: "money",
    formula: () => "labelsSaved × costPerLabel × rounds",
    endless: "no lower end",
    inputs: ["labelsSaved", "costPerLabel", "rounds"],
    evaluate: (_, { labelsSaved, costPerLabel, rounds }) =>
      all([labelsSaved, costPerLabel, rounds], ([labels, cost, count]) => labels * cost * count),
  },
  netSaved: {
    name: "net saving at equal quality",
    unit: "money",
    formula: () => "moneySaved − extraCost",
    endless: "no lower end",
    inputs: ["moneySaved", "extraCost"],
    evaluate: (_, { moneySaved, extraCost }) =>
      all([moneySaved, extraCost], ([saved, extra]) => saved - extra),
  },
  paybackTime: {
    name: "payback time",
    unit: "year",
    formula: () =>
      "onceCost / (roundsPerYear × labelsSaved × costPerLabel − yearlyCost); never where that is not above 0",
    endless: "never",
    inputs: ["onceCost", "roundsPerYear", "labelsSaved", "costPerLabel", "yearlyCost"],
    evaluate: ({ values }, { onceCost, labelsSaved, costPerLabel, yearlyCost }) =>
      all(
        [onceCost, values.roundsPerYear, labelsSaved, costPerLabel, yearlyCost],
        ([once, rate, labels, cost, yearly]) => {
          const gain = rate * labels * cost - yearly;
          return gain > 0 ? once / gain : Number.POSITIVE_INFINITY;
        },
      ),
  },
  affordableLabels: {
    name: "labels for the same money",
    unit: "patch/round",
    formula: () => "plannedLabels − breakEvenLabels",
    inputs: ["plannedLabels", "breakEvenLabels"],
    evaluate: ({ values }, { breakEvenLabels }) =>
      all([values.plannedLabels, breakEvenLabels], ([planned, lost]) => planned - lost),
  },
  pointsGained: {
    name: "score gained for the same money",
    unit: "point",
    formula: () => "100 × (candidate's score at affordableLabels − reference's score at plannedLabels)",
    endless: "too few labels left",
    inputs: ["affordableLabels", "plannedLabels", "learning curve"],
    evaluate: ({ values, curves }, { affordableLabels }) =>
      all([affordableLabels, values.plannedLabels, curves === null ? null : 0], ([affordable, planned]) =>
        gainBetween(curves!, affordable, planned),
      ),
  },
  pointsAtEqualLabels: {
    name: "score gained with the same labels",
    unit: "point",
    formula: () => "100 × (candidate's score at plannedLabels − reference's score at plannedLabels)",
    inputs: ["plannedLabels", "learning curve"],
    evaluate: ({ values, curves }) =>
      all([values.plannedLabels, curves === null ? null : 0], ([planned]) =>
        gainBetween(curves!, planned, planned),
      ),
  },
  valuePerPoint: {
    name: "value of a point",
    unit: "money/point",
    formula: (units) => `mapArea × avoidedErrors × ${moneyText("errorValue", units)} × rounds`,
    inputs: ["mapArea", "avoidedErrors", "errorValue", "staffCost", "rounds"],
    evaluate: (draw, { rounds }) =>
      all(
        [draw.values.mapArea, draw.values.avoidedErrors, money("errorValue", draw), rounds],
        ([area, errors, value, count]) => area * errors * value * count,
      ),
  },
  valueGained: {
    name: "value gained for the same money",
    unit: "money",
    formula: () => "pointsGained × valuePerPoint",
    endless: "too few labels left",
    inputs: ["pointsGained", "valuePerPoint"],
    evaluate: (_, { pointsGained, valuePerPoint }) =>
      all([pointsGained, valuePerPoint], ([points, value]) => (value === 0 ? 0 : points * value)),
  },
  netGained: {
    name: "net value of the better map with the same labels",
    unit: "money",
    formula: () => "pointsAtEqualLabels × valuePerPoint − extraCost",
    inputs: ["pointsAtEqualLabels", "valuePerPoint", "extraCost"],
    evaluate: (_, { pointsAtEqualLabels, valuePerPoint, extraCost }) =>
      all(
        [pointsAtEqualLabels, valuePerPoint, extraCost],
        ([points, value, extra]) => points * value - extra,
      ),
  },
  breakEvenArea: {
    name: "area from which the better map alone pays",
    unit: "ha",
    formula: () =>
      "extraCost / (pointsAtEqualLabels × valuePerPoint / mapArea); none where no point is gained",
    endless: "none",
    inputs: ["extraCost", "pointsAtEqualLabels", "valuePerPoint", "mapArea"],
    evaluate: ({ values }, { extraCost, pointsAtEqualLabels, valuePerPoint }) =>
      all([extraCost, pointsAtEqualLabels, valuePerPoint, values.mapArea], ([extra, points, value, area]) =>
        points > 0 && value > 0 ? (extra * area) / (points * value) : Number.POSITIVE_INFINITY,
      ),
  },
};

/** Points between the candidate at one number of labels and the reference at another; −∞ where the money buys too few. */
function gainBetween({ candidate, reference }: DrawnCurves, ours: number, theirs: number): number {
  const score = candidate.scoreAt(ours);
  if (score === null) return Number.NEGATIVE_INFINITY;
  return POINTS * (score - reference.scoreAt(theirs)!);
}

/** All figures of one draw. */
export function evaluateFigures(draw: Draw): FigureValues {
  const values = Object.fromEntries(FIGURE_KEYS.map((key) => [key, null])) as FigureValues;
  for (const key of FIGURE_KEYS) values[key] = FIGURES[key].evaluate(draw, values);
  return values;
}

import type { Distribution } from "./distribution.ts";

/** Every quantity that an assumptions file may give. */
export const QUANTITY_KEYS = [
  "plannedLabels",
  "areaPerPatch",
  "labelCost",
  "annotationTime",
  "reviewShare",
  "staffCost",
  "coarseLabelCost",
  "setupCost",
  "computeTime",
  "computePrice",
  "maintenance",
  "horizon",
  "roundsPerYear",
  "mapArea",
  "avoidedErrors",
  "errorValue",
] as const;
/** Key of a quantity in an assumptions file. */
export type QuantityKey = (typeof QUANTITY_KEYS)[number];

/** What a quantity is, and what is assumed where a file does not say. */
export interface QuantityDefinition {
  readonly name: string;
  /** What the number means, for the starter file. */
  readonly explanation: string;
  /** Accepted units; what a number is multiplied by, and the unit it then has. */
  readonly units: Readonly<Record<string, readonly [factor: number, unit: string]>>;
  /** Whether 0 makes no sense. */
  readonly positive: boolean;
  /** `null` where a file must say, or where the quantity is left out. */
  readonly fallback: { readonly unit: string; readonly distribution: Distribution } | null;
  /** Whether a file must say. */
  readonly required: boolean;
  /** Number and unit shown in the starter file where there is no default. */
  readonly sample?: { readonly unit: string; readonly distribution: Distribution };
}

const MINUTE = 1 / 60;
const SQUARE_METRE = 1e-4;
const SQUARE_KILOMETRE = 100;
const MONEY_OR_HOURS = { money: [1, "money"], h: [1, "h"] } as const;
const triangular = (low: number, likely: number, high: number): Distribution => ({
  kind: "triangular",
  low,
  likely,
  high,
});
const fixed = (value: number): Distribution => ({ kind: "fixed", value });

/** The quantities by key, in the order of the starter file. Money counts in hours of work unless a file says otherwise. */
export const QUANTITIES: Readonly<Record<QuantityKey, QuantityDefinition>> = {
  plannedLabels: {
    name: "planned labels",
    explanation: "accurate patches that would be labelled in one round without noisy pretraining",
    units: { patch: [1, "patch"] },
    positive: true,
    fallback: null,
    required: true,
    sample: { unit: "patch", distribution: fixed(16) },
  },
  areaPerPatch: {
    name: "area per patch",
    explanation: "ground that one patch covers",
    units: {
      "ha/patch": [1, "ha/patch"],
      "m2/patch": [SQUARE_METRE, "ha/patch"],
      "km2/patch": [SQUARE_KILOMETRE, "ha/patch"],
    },
    positive: true,
    fallback: null,
    required: true,
    sample: { unit: "ha/patch", distribution: fixed(0.15) },
  },
  labelCost: {
    name: "cost of accurate labels",
    explanation: "per hour of an annotator (then annotationTime counts), per patch, or per area",
    units: {
      "money/h": [1, "money/h"],
      "money/patch": [1, "money/patch"],
      "money/ha": [1, "money/ha"],
      "money/km2": [1 / SQUARE_KILOMETRE, "money/ha"],
    },
    positive: true,
    fallback: { unit: "money/h", distribution: fixed(1) },
    required: false,
  },
  annotationTime: {
    name: "annotation time",
    explanation:
      "time to label one patch or area accurately, or the speed; counts where labelCost is per hour",
    units: {
      "h/patch": [1, "h/patch"],
      "min/patch": [MINUTE, "h/patch"],
      "h/ha": [1, "h/ha"],
      "h/km2": [1 / SQUARE_KILOMETRE, "h/ha"],
      "patch/h": [1, "patch/h"],
      "ha/h": [1, "ha/h"],
      "km2/h": [SQUARE_KILOMETRE, "ha/h"],
    },
    positive: true,
    fallback: { unit: "min/patch", distribution: triangular(10, 20, 60) },
    required: false,
  },
  reviewShare: {
    name: "review share",
    explanation: "work of checking and repairing labels, as a share of the work of labelling",
    units: { share: [1, "share"], "%": [0.01, "share"] },
    positive: false,
    fallback: { unit: "%", distribution: triangular(10, 20, 40) },
    required: false,
  },
  staffCost: {
    name: "cost of staff",
    explanation: "per hour of those who prepare, run and maintain; counts for what is given in hours",
    units: { "money/h": [1, "money/h"] },
    positive: true,
    fallback: { unit: "money/h", distribution: fixed(1) },
    required: false,
  },
  coarseLabelCost: {
    name: "cost of coarse labels",
    explanation: "getting, licensing and preparing the coarse labels, once; money, or hours of staff",
    units: MONEY_OR_HOURS,
    positive: false,
    fallback: { unit: "h", distribution: triangular(2, 8, 40) },
    required: false,
  },
  setupCost: {
    name: "cost of setting up",
    explanation: "learning the method and building the first run, once; money, or hours of staff",
    units: MONEY_OR_HOURS,
    positive: false,
    fallback: { unit: "h", distribution: triangular(8, 24, 80) },
    required: false,
  },
  computeTime: {
    name: "compute time",
    explanation: "machine time of one pretraining; left out with --run, the run record says",
    units: { h: [1, "h"], min: [MINUTE, "h"] },
    positive: false,
    fallback: { unit: "h", distribution: triangular(0.5, 2, 8) },
    required: false,
  },
  computePrice: {
    name: "price of compute",
    explanation: "per hour of the machine",
    units: { "money/h": [1, "money/h"] },
    positive: false,
    fallback: { unit: "money/h", distribution: { kind: "uniform", low: 0.01, high: 0.1 } },
    required: false,
  },
  maintenance: {
    name: "maintenance",
    explanation: "keeping the pretraining alive; money, or hours of staff, per year",
    units: { "money/year": [1, "money/year"], "h/year": [1, "h/year"] },
    positive: false,
    fallback: { unit: "h/year", distribution: triangular(0, 8, 40) },
    required: false,
  },
  horizon: {
    name: "horizon",
    explanation: "years that are counted; nothing is discounted",
    units: { year: [1, "year"] },
    positive: true,
    fallback: { unit: "year", distribution: fixed(3) },
    required: false,
  },
  roundsPerYear: {
    name: "rounds per year",
    explanation: "how often accurate labels are made anew and the map is made again",
    units: { "round/year": [1, "round/year"] },
    positive: true,
    fallback: { unit: "round/year", distribution: { kind: "uniform", low: 0.33, high: 1 } },
    required: false,
  },
  mapArea: {
    name: "area to be mapped",
    explanation: "ground that the map covers in every round; needed to value a better map",
    units: { ha: [1, "ha"], km2: [SQUARE_KILOMETRE, "ha"] },
    positive: true,
    fallback: null,
    required: false,
    sample: { unit: "km2", distribution: fixed(100) },
  },
  avoidedErrors: {
    name: "avoided errors",
    explanation: "errors of the map that nobody has to repair any more, per area and point of score",
    units: {
      "error/(ha*point)": [1, "error/(ha*point)"],
      "error/(km2*point)": [1 / SQUARE_KILOMETRE, "error/(ha*point)"],
    },
    positive: false,
    fallback: null,
    required: false,
    sample: { unit: "error/(km2*point)", distribution: triangular(0.5, 2, 8) },
  },
  errorValue: {
    name: "value of an avoided error",
    explanation: "money, or hours of manual mapping by staff that are saved",
    units: { "money/error": [1, "money/error"], "h/error": [1, "h/error"], "min/error": [MINUTE, "h/error"] },
    positive: false,
    fallback: null,
    required: false,
    sample: { unit: "min/error", distribution: triangular(0.5, 1, 3) },
  },
};

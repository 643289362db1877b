import { studentTQuantile } from "@undercoat/statistics";

/** How large the study of a pilot is. */
export interface PilotScale {
  readonly seeds: readonly number[];
  readonly pretrainSteps: number;
  readonly finetuneSteps: number;
  /** Numbers of clean patches, rising. */
  readonly patches: readonly number[];
  /** Estimated seconds of all stages on this machine. */
  readonly seconds: number;
  /** What the budget costs in certainty, in plain words. */
  readonly costs: readonly string[];
}

/** What {@link chooseScale} chooses from. */
export interface ScaleInputs {
  /** Seconds of one seed with all steps, on this machine with all its workers. */
  readonly secondsPerSeed: number;
  readonly budgetSeconds: number;
  readonly pretrainSteps: number;
  readonly finetuneSteps: number;
  /** Clean patches that there are. */
  readonly available: number;
}

/** Seeds and share of the pretraining's steps, the surest first. */
const SCALES = [
  { seeds: 5, share: 1 },
  { seeds: 4, share: 1 },
  { seeds: 3, share: 1 },
  { seeds: 3, share: 1 / 2 },
  { seeds: 3, share: 1 / 4 },
] as const;
/** Share of the budget that checks, money, audit and report may take. */
const ASIDE = 0.1;
const COUNTS = [4, 16, 64] as const;
const FEWEST_STEPS = 10;

/** The surest study that fits the budget; the smallest, with a word about it, where none does. */
export function chooseScale(inputs: ScaleInputs): PilotScale {
  const { secondsPerSeed, budgetSeconds, pretrainSteps, finetuneSteps } = inputs;
  const secondsOf = ({ seeds, share }: (typeof SCALES)[number]) =>
    (seeds * secondsPerSeed * share) / (1 - ASIDE);
  const fitting = SCALES.find((scale) => secondsOf(scale) <= budgetSeconds);
  const scale = fitting ?? SCALES[SCALES.length - 1]!;
  const shortened = (steps: number) =>
    Math.max(Math.min(steps, FEWEST_STEPS), Math.round(steps * scale.share));
  const chosen = {
    seeds: Array.from({ length: scale.seeds }, (_, seed) => seed),
    pretrainSteps: shortened(pretrainSteps),
    finetuneSteps: shortened(finetuneSteps),
    patches: countsOf(inputs.available),
    seconds: secondsOf(scale),
  };
  return { ...chosen, costs: costsOf(chosen, inputs, fitting === undefined) };
}

/** 4, 16 and 64 patches; of fewer, a sixteenth, a quarter, and all. */
function countsOf(available: number): number[] {
  const wanted =
    available >= COUNTS[2] ? COUNTS : [Math.round(available / 16), Math.round(available / 4), available];
  return [...new Set(wanted.map((count) => Math.max(1, count)))];
}

function costsOf(
  { seeds, pretrainSteps, seconds }: Omit<PilotScale, "costs">,
  inputs: ScaleInputs,
  isOver: boolean,
): string[] {
  const width = (count: number) => studentTQuantile(0.975, count - 1) / Math.sqrt(count);
  const [most] = SCALES;
  const minutes = (value: number) => Math.max(1, Math.round(value / 60));
  return [
    ...(seeds.length === most.seeds
      ? []
      : [
          `${seeds.length} seeds instead of ${most.seeds}: intervals are about ${(width(seeds.length) / width(most.seeds)).toFixed(1)} times as wide, so that a smaller gain is missed.`,
        ]),
    ...(pretrainSteps === inputs.pretrainSteps
      ? []
      : [
          `Trainings of ${pretrainSteps} instead of ${inputs.pretrainSteps} steps: what noisy labels give grows with the steps, so that a gain may be there which this pilot does not show.`,
        ]),
    ...(isOver
      ? [
          `Even the smallest pilot takes about ${minutes(seconds)} min here, more than the budget of ${minutes(inputs.budgetSeconds)} min: it is run all the same; give more time, or a faster machine.`,
        ]
      : []),
  ];
}

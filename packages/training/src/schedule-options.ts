import * as z from "zod";

const Factor = z.number("must be a number").gt(0, "must be above 0").lt(1, "must be below 1");
const Minimum = z.number("must be a number").min(0, "must be at least 0").default(0);
const Count = z.int("must be a whole number");
const Steps = Count.min(1, "must be at least 1");

/** Lowers the rate when a validation score stops to improve, as PyTorch's `ReduceLROnPlateau`. */
export const PlateauOptions = z.strictObject({
  name: z.literal("plateau"),
  /** `"max"`: a higher score is better. */
  mode: z.enum(["max", "min"]).default("max"),
  /** Validations without a better score that are let pass. */
  patience: Count.min(0, "must be at least 0").default(3),
  /** The rate is multiplied by this. */
  factor: Factor.default(0.5),
  /** Least improvement that counts. */
  threshold: z.number().min(0).default(1e-4),
  /** `"rel"`: the threshold is a share of the best score; `"abs"`: a difference. */
  thresholdMode: z.enum(["rel", "abs"]).default("rel"),
  /** Validations after a reduction during which none is counted. */
  cooldown: Count.min(0, "must be at least 0").default(0),
  /** Lowest rate. */
  minimum: Minimum,
});
/** What {@link PlateauOptions} gives. */
export type PlateauOptions = z.output<typeof PlateauOptions>;

const Named = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("constant") }),
  /** Half a cosine down to `minimum` over all steps. */
  z.strictObject({ name: z.literal("cosine"), minimum: Minimum }),
  /** The cosine goes on after its end and rises again, as PyTorch's `CosineAnnealingLR`. */
  z.strictObject({ name: z.literal("cosine-periodic"), period: Steps, minimum: Minimum }),
  /** A cosine that starts anew every `period` steps, each period `multiplier` times the last. */
  z.strictObject({
    name: z.literal("cosine-restarts"),
    period: Steps,
    multiplier: Steps.default(1),
    minimum: Minimum,
  }),
  /** Times `gamma` every `stepSize` steps. */
  z.strictObject({ name: z.literal("step"), stepSize: Steps, gamma: Factor.default(0.1) }),
  /** Times `gamma` at each of the steps. */
  z.strictObject({
    name: z.literal("multi-step"),
    milestones: z.array(Steps).min(1),
    gamma: Factor.default(0.1),
  }),
  /** `(1 − t/T)^power`. */
  z.strictObject({ name: z.literal("polynomial"), power: z.number().positive().default(0.9) }),
  /** Up to the rate and down below the start, as PyTorch's `OneCycleLR`. */
  z.strictObject({
    name: z.literal("one-cycle"),
    warmUpShare: z.number().gt(0).lt(1).default(0.3),
    divFactor: z.number().positive().default(25),
    finalDivFactor: z.number().positive().default(1e4),
    anneal: z.enum(["cosine", "linear"]).default("cosine"),
    threePhase: z.boolean().default(false),
  }),
  PlateauOptions,
]);

/** A schedule of the learning rate: a name, or `{ name, … }` with numbers of its own. */
export const ScheduleOptions = z.union([
  z.enum(["cosine", "constant", "polynomial", "one-cycle", "plateau"]),
  Named,
]);
/** What {@link ScheduleOptions} accepts. */
export type ScheduleOptions = z.input<typeof ScheduleOptions>;
/** A schedule with every number filled in. */
export type NamedSchedule = z.output<typeof Named>;

/** Every number of a schedule that is given by its name or as an object. */
export function namedSchedule(schedule: ScheduleOptions): NamedSchedule {
  return Named.parse(typeof schedule === "string" ? { name: schedule } : schedule);
}

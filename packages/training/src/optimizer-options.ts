import * as z from "zod";

const Share = z.number("must be a number").min(0, "must be at least 0").lt(1, "must be below 1");

const Sgd = z
  .strictObject({
    name: z.literal("sgd"),
    /** Share of the last direction that is kept. */
    momentum: Share.default(0),
    /** Share of the gradient that is left out of the momentum, not in the first update. */
    dampening: Share.default(0),
    /** Looks ahead along the momentum; needs `momentum` and no `dampening`. */
    nesterov: z.boolean().default(false),
  })
  .refine(({ nesterov, momentum, dampening }) => !nesterov || (momentum > 0 && dampening === 0), {
    message: "nesterov needs momentum above 0 and dampening 0",
  });

const Adam = z.strictObject({
  name: z.enum(["adam", "adamw"]),
  /** Divides by the highest running mean of squares so far. */
  amsgrad: z.boolean().default(false),
});

/** An optimiser: a name, or `{ name, … }` with numbers of its own. */
export const OptimizerOptions = z.union([z.enum(["adam", "adamw", "sgd"]), Sgd, Adam]);
/** What {@link OptimizerOptions} accepts. */
export type OptimizerOptions = z.input<typeof OptimizerOptions>;
/** An optimiser with every number filled in. */
export type NamedOptimizer = z.output<typeof Sgd> | z.output<typeof Adam>;

/** Every number of an optimiser that is given by its name or as an object. */
export function namedOptimizer(optimizer: OptimizerOptions): NamedOptimizer {
  const object = typeof optimizer === "string" ? { name: optimizer } : optimizer;
  return object.name === "sgd" ? Sgd.parse(object) : Adam.parse(object);
}

/** Weights averaged over the training; at its end the model holds the average, running statistics included. */
export const AveragingOptions = z.discriminatedUnion("kind", [
  /** Exponential moving average. */
  z.strictObject({
    kind: z.literal("ema"),
    decay: Share.default(0.999),
    /** `min(decay, (1 + k) / (10 + k))` for update `k` from 0. */
    warmUp: z.boolean().default(false),
  }),
  /** Stochastic weight averaging: the mean of the weights every `every` steps from `fromStep` on. */
  z.strictObject({
    kind: z.literal("swa"),
    fromStep: z.int("must be a whole number").min(1, "must be at least 1"),
    every: z.int("must be a whole number").min(1, "must be at least 1").default(1),
  }),
]);
/** What {@link AveragingOptions} gives. */
export type AveragingOptions = z.output<typeof AveragingOptions>;

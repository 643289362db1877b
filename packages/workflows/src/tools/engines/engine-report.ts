import * as z from "zod";

/** The standard steps of `engine bench`: kind, pixels along a side, width of the model. */
export const StandardStepName = z.enum([
  "train-64-w0.25",
  "train-128-w0.25",
  "train-64-w1",
  "train-128-w1",
  "predict-256-w0.25",
  "predict-256-w1",
]);
/** The name of a standard step. */
export type StandardStepName = z.infer<typeof StandardStepName>;

/** Times of some steps, in milliseconds, and the resident memory of the process after them, in MiB. */
export const StepTimes = z.object({
  wall: z.array(z.number()),
  processor: z.array(z.number()),
  memory: z.number(),
});
/** Times of some steps. */
export type StepTimes = z.infer<typeof StepTimes>;

/** One row of {@link EngineBenchmark}; all times are medians in milliseconds. */
export const EngineBenchmarkRow = z.object({
  name: StandardStepName,
  ms: z.number(),
  /** PyTorch's faster memory layout; `null` where that Python has no PyTorch. */
  pytorchMs: z.number().nullable(),
  /** PyTorch's time / ours: above 1 is faster than PyTorch. */
  ratio: z.number().nullable(),
  /** Processor time, summed over threads. */
  processorMs: z.number(),
  pytorchProcessorMs: z.number().nullable(),
  /** First step: tracing, compiling, running. */
  firstMs: z.number(),
  /** Resident memory in MiB. */
  memory: z.number(),
  pytorchMemory: z.number().nullable(),
});

/** What `engine bench --json` prints. */
export const EngineBenchmark = z.object({
  engine: z.string(),
  library: z.string(),
  threads: z.number(),
  pytorch: z.string().nullable(),
  results: z.array(EngineBenchmarkRow),
});
/** What `engine bench` measured. */
export type EngineBenchmark = z.infer<typeof EngineBenchmark>;

/** One check of one engine. */
export const EngineCheck = z.object({
  name: z.enum(["starts", "gradients", "compiled", "determinism", "tensors", "memory"]),
  passed: z.boolean(),
  found: z.string(),
});
/** One check of one engine. */
export type EngineCheck = z.infer<typeof EngineCheck>;

/** What `engine check` found about one engine; `missing` says why nothing was checked. */
export const EngineCheckReport = z.object({
  engine: z.string(),
  missing: z.string().nullable(),
  checks: z.array(EngineCheck),
});
/** What `engine check` found about one engine. */
export type EngineCheckReport = z.infer<typeof EngineCheckReport>;

/** One row of `engine list`. */
export const EngineListRow = z.object({
  engine: z.string(),
  description: z.string(),
  missing: z.string().nullable(),
  /** Name and version of the library that computes. */
  library: z.string().nullable(),
  threads: z.number().nullable(),
  /** Median of the standard step `train-64-w0.25`, in milliseconds. */
  stepMs: z.number().nullable(),
});
/** One row of `engine list`. */
export type EngineListRow = z.infer<typeof EngineListRow>;

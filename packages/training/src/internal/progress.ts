import * as z from "zod";

const Count = z.int().min(0);

/** What a training remembers beside tensors; travels in the header of a checkpoint. */
export const Progress = z.object({
  plateau: z
    .object({ rate: z.number(), best: z.number().nullable(), badCount: Count, cooldown: Count })
    .nullable(),
  best: z.object({ step: Count, score: z.number() }).nullable(),
  /** Validations since the best. */
  badCount: Count,
  stopped: z.boolean(),
  /** Updates that are part of the averaged weights. */
  averaged: Count,
  /** Updates done when a tensor began to learn, where not 0. */
  begun: z.record(z.string(), Count),
  /** Frozen tensors of the phase that holds, and of those before. */
  frozen: z.record(z.string(), z.string()),
  frozenFrom: Count,
  proofs: z.array(
    z.object({ tensor: z.string(), fromStep: Count, toStep: Count, before: z.string(), after: z.string() }),
  ),
});
/** What {@link Progress} holds. */
export type Progress = z.infer<typeof Progress>;

/** Before the first step. */
export const NO_PROGRESS: Progress = {
  plateau: null,
  best: null,
  badCount: 0,
  stopped: false,
  averaged: 0,
  begun: {},
  frozen: {},
  frozenFrom: 0,
  proofs: [],
};

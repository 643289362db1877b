import * as z from "zod";

const Count = z.int("must be a whole number").min(0, "must be at least 0");

/** Which checkpoints of a training stay on the disk. */
export const CheckpointRetention = z.strictObject({
  /** `last.ckpt`: the newest one, written over. */
  last: z.boolean().default(true),
  /** So many of the newest stay, each in a file of its own. */
  newest: Count.default(0),
  /** Checkpoints after a multiple of so many steps stay for good; 0: none. */
  every: Count.default(0),
});
/** What {@link CheckpointRetention} accepts. */
export type CheckpointRetention = z.input<typeof CheckpointRetention>;

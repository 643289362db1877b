import * as z from "zod";
import { Progress } from "./progress.ts";

const Count = z.int().min(0);

/** One tensor of the file: where it belongs and how many numbers follow. */
const TensorEntry = z.object({
  name: z.string(),
  part: z.enum(["weight", "first", "second", "highest", "average", "method"]),
  dtype: z.enum(["float32", "float64"]),
  shape: z.array(Count),
});
/** One tensor of the file. */
export type TensorEntry = z.infer<typeof TensorEntry>;

/** The JSON between the prelude and the tensors. */
export const CheckpointHeader = z.object({
  step: Count,
  updates: Count,
  settings: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.number())]),
  ),
  backend: z.string(),
  progress: Progress.optional(),
  method: z.object({ json: z.unknown() }).optional(),
  sampler: z.unknown(),
  recentLosses: z.array(z.number().nullable()),
  tensors: z.array(TensorEntry),
});
/** A header that was checked. */
export type CheckpointHeader = z.infer<typeof CheckpointHeader>;

import * as z from "zod";

/** Options of `readSafetensors` and `readSafetensorsHeader`: what a file may ask for. */
export const SafetensorsReadOptions = z.strictObject({
  /** Most bytes of the header. */
  largestHeader: z.int().min(2).max(100_000_000).default(25_000_000),
  /** Most tensors. */
  mostTensors: z.int().min(0).default(100_000),
});
export type SafetensorsReadOptions = z.input<typeof SafetensorsReadOptions>;

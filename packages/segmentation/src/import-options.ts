import * as z from "zod";

/** Options of `importStateDict` and `importWeights`. */
export const ImportOptions = z.strictObject({
  /** Layer groups or prefixes that are filled, such as `["encoder"]`. Omitted: the whole model. */
  parts: z.array(z.string().min(1)).min(1).exactOptional(),
  /** Makes the first convolution fit another number of bands; see `adaptFirstConvolution`. Else it is refused. */
  adaptFirstConvolution: z.boolean().default(false),
  /** Leaves tensors of the parts as they are that the weights do not hold. Else they are refused. */
  allowMissing: z.boolean().default(false),
});
export type ImportOptions = z.input<typeof ImportOptions>;

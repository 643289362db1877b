import * as z from "zod";
import { Provenance } from "./data-config.ts";

/** Weights that were trained elsewhere, of which a run takes the encoder. */
export const ExternalWeights = z.strictObject({
  /**
   * Path below `data.root` of a safetensors file with PyTorch's names, as "undercoat model import" takes it, or of a
   * model folder.
   */
  file: z.string().min(1),
  /** Makes the first convolution fit the bands of the images; else another number is refused. */
  adaptFirstConvolution: z.boolean().default(false),
  /** Source and licence of the weights, repeated in `inputs.json`, the report and the models made from them. */
  provenance: Provenance.prefault({}),
});
/** Weights that were trained elsewhere, with every default filled in. */
export type ExternalWeights = z.output<typeof ExternalWeights>;

import * as z from "zod";
import { SmallLossOptions } from "./small-loss-options.ts";

/** Options of `jointAgreement`: those of `smallLoss`, and how much agreement counts. */
export const JointAgreementOptions = z.strictObject({
  ...SmallLossOptions.shape,
  /** Weight of the disagreement of both networks; the losses by labels have the rest. */
  agreement: z.number().gt(0).lt(1).default(0.1),
});
/** Options of `jointAgreement`. */
export type JointAgreementOptions = z.input<typeof JointAgreementOptions>;

import type * as z from "zod";
import { SmallLossOptions } from "./small-loss-options.ts";

/** Options of `coTeaching`: those of `smallLoss`. */
export const CoTeachingOptions = SmallLossOptions.clone();
/** Options of `coTeaching`. */
export type CoTeachingOptions = z.input<typeof CoTeachingOptions>;

import * as z from "zod";

/** Options of `lateralFpn`. */
export const LateralFpnOptions = z.strictObject({
  /** Channels of every level of the pyramid. */
  channels: z.int().min(1).default(32),
});
export type LateralFpnOptions = z.input<typeof LateralFpnOptions>;

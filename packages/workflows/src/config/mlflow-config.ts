import * as z from "zod";

/** Where curves of trainings are sent beside the run folder. */
export const MlflowConfig = z.strictObject({
  /** Address of an MLflow server, version 2 or later, such as `http://localhost:5000`. */
  trackingUri: z.url({ protocol: /^https?$/, error: "an address that begins with http:// or https://" }),
  /** Name of the experiment; made where there is none. */
  experiment: z.string().min(1).default("undercoat"),
});
/** Where curves of trainings are sent. */
export type MlflowConfig = z.output<typeof MlflowConfig>;

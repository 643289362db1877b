import * as z from "zod";

/** Where curves of trainings are sent beside the run folder. */
export const MlflowConfig = z.strictObject({
  /**
   * Address of an MLflow server, version 2 or later, such as `http://localhost:5000`. Without user, password or query: it
   * stands in the run folder and its report.
   */
  trackingUri: z
    .string()
    // before all else, because other complaints repeat the value
    .refine((address) => !holdsMore(address), {
      error:
        "holds more than the address of a server, such as a password, which would stand in the run folder; take away what is before @ and from ? or # on",
      abort: true,
    })
    .refine((address) => /^https?:\/\/[^/]/i.test(address) && URL.canParse(address), {
      error: "must be an address that begins with http:// or https://",
    }),
  /** Name of the experiment; made where there is none. */
  experiment: z.string().min(1).default("undercoat"),
});
/** Where curves of trainings are sent. */
export type MlflowConfig = z.output<typeof MlflowConfig>;

function holdsMore(address: string): boolean {
  return /[?#]/.test(address) || /^[a-z]+:\/\/[^/]*@/i.test(address);
}

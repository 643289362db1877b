import { LabelSourceError } from "../errors.ts";

/** The refusal of a crosswalk that does not fit its schemes. */
export function mismatch(what: string, remedy = "list every class of the source once"): LabelSourceError {
  return new LabelSourceError("SCHEME_MISMATCH", { message: `${what}; ${remedy}`, context: {} });
}

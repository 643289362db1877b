import { GraphError } from "./errors.ts";
import type { Trace } from "./record/trace.ts";

/** Throws where a traced prediction assigns a variable. */
export function refuseAssignment({ variables }: Trace): void {
  const assigned = variables.find(({ before, after }) => before !== after);
  if (!assigned) return;
  throw new GraphError("STEP_REFUSED", {
    message: `the prediction assigns the variable "${assigned.variable.name}", but must leave everything as it is; predict without "training"`,
    context: { variable: assigned.variable.name },
  });
}

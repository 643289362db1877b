import { existsSync } from "node:fs";
import { WorkflowError } from "../errors.ts";

/** Refuses to write over a file or folder, unless that was asked for. */
export function refuseExisting(out: string, force: boolean): void {
  if (!existsSync(out) || force) return;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `"${out}" is there already, and nothing is written over; give another name, or --force`,
    context: { file: out },
  });
}

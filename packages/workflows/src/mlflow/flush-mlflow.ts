import path from "node:path";
import { readJson } from "@undercoat/files";
import { RunConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { eventSourceOf } from "./event-source.ts";
import { sendEvents } from "./send-events.ts";

/**
 * Sends the events of a run folder that its MLflow server has not got yet.
 *
 * @returns How many were sent.
 * @throws {WorkflowError} `RUN_FOLDER` where the folder holds no run, or its config names no server; `WORK_FAILED` where
 *   the server cannot be reached or refuses.
 *
 * @example
 * ```ts
 * const events = await flushMlflow("runs/first");
 * ```
 */
export async function flushMlflow(folder: string): Promise<number> {
  const file = (await readJson(path.join(folder, "config.json"))) as { readonly config?: unknown } | null;
  const parsed = RunConfig.safeParse(file?.config);
  const source = parsed.success ? eventSourceOf(path.resolve(folder), parsed.data) : null;
  if (source !== null) return sendEvents(source);
  throw new WorkflowError("RUN_FOLDER", {
    message: parsed.success
      ? `the run in "${folder}" has no "mlflow" in its config, so there is no server to send to; add mlflow: { trackingUri: … } and go on with --resume`
      : `"${folder}" holds no run whose config this release reads; give the folder of a run`,
    context: { folder },
  });
}

import type { RunEstimate } from "@undercoat/workflows";
import { clock } from "../progress.ts";
import { textTable } from "./text-table.ts";

/** Prints what a run would do. */
export function printPlan(estimate: RunEstimate, json: boolean): void {
  if (json) return void process.stdout.write(`${JSON.stringify(estimate)}\n`);
  const rows = estimate.stages.map(({ stage, items, steps }) => [stage, String(items), String(steps)]);
  const lines = [
    textTable(["stage", "items", "steps"], rows),
    `arms: ${estimate.arms.join(", ")}`,
    `model: ${estimate.parameters} trained weights; ${estimate.sceneMegabytes.toFixed(1)} MB of scenes`,
    `engine "${estimate.engine}", ${estimate.workers} worker(s): about ${clock(estimate.seconds)} (one step took ${estimate.stepMilliseconds.toFixed(0)} ms)`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

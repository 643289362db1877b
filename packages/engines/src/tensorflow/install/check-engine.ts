import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "@undercoat/files";
import * as z from "zod";
import { EnginesError } from "../../errors.ts";
import { LAST_STEP } from "../missing-parts.ts";
import type { InstallContext, InstallStep } from "./install-step.ts";
import { runTool } from "./run-tool.ts";
import { readStamp, removeStamp, stampDigest, writeStamp } from "./stamps.ts";

/** The largest error of a gradient that an engine may show against finite differences. */
const TOLERANCE = 0.02;

/** Starts the engine once, in a process of its own. */
export const loadStep: InstallStep = {
  name: "load",
  tools: [],
  intent: () => "loading TensorFlow",
  bytes: () => 0,
  finished: async (context) => readStamp(context, "load", await inputsOf(context)),
  async run(context) {
    await removeStamp(context, "load");
    const { version, gpu } = Loaded.parse(await inChild(context, "load"));
    const result = `TensorFlow ${version} on ${gpu ? "the GPU" : "the processor"}`;
    await writeStamp(context, "load", { inputs: await inputsOf(context), result, files: [] });
    return result;
  },
};

/** Checks every operation of `@undercoat/tensor` on the engine against finite differences. */
export const gradientsStep: InstallStep = {
  name: LAST_STEP,
  tools: [],
  intent: () => "checking gradients against finite differences",
  bytes: () => 0,
  finished: async (context) => readStamp(context, LAST_STEP, await inputsOf(context)),
  async run(context) {
    await removeStamp(context, LAST_STEP);
    const rows = Rows.parse(await inChild(context, "gradients"));
    const wrong = rows.filter(({ error }) => !(error <= TOLERANCE));
    if (rows.length === 0 || wrong.length > 0) throw wrongGradients(rows.length, wrong);
    const worst = Math.max(...rows.map(({ error }) => error));
    const result = `${rows.length} gradients right, largest error ${worst.toExponential(1)}`;
    await writeStamp(context, LAST_STEP, { inputs: await inputsOf(context), result, files: [] });
    return result;
  },
};

const Failed = z.object({ failed: z.string() });
const Loaded = z.object({ version: z.string(), gpu: z.boolean() });
/** JSON has no NaN: it comes as null. */
const Rows = z.array(
  z.object({
    name: z.string(),
    error: z
      .number()
      .nullable()
      .transform((error) => error ?? Number.NaN),
  }),
);

async function inputsOf(context: InstallContext): Promise<unknown> {
  const { node, modules } = process.versions;
  return [await stampDigest(context, "addon"), node, modules, TOLERANCE];
}

/** A library that does not fit the processor ends its process: better not this one. */
async function inChild(context: InstallContext, part: "load" | "gradients"): Promise<unknown> {
  const [program, ...args] = context.engineChild;
  const answer = join(context.folder.stamps, "answer.json");
  await rm(answer, { force: true });
  await runTool(context, program, [...args, part, context.device, context.cache, answer], {
    failure: part === "load" ? "TensorFlow does not load" : "the gradient check did not end",
    advice: `remove "${context.folder.folder}" and repeat the command`,
  });
  const found = await readJson(answer);
  await rm(answer);
  const { success, data } = Failed.safeParse(found);
  if (success) throw new EnginesError("INSTALL_FAILED", { message: data.failed });
  return found;
}

function wrongGradients(count: number, wrong: readonly z.infer<typeof Rows>[number][]): EnginesError {
  const worst = wrong.map(({ name, error }) => `${name} (${error})`).join(", ");
  return new EnginesError("INSTALL_FAILED", {
    message: `${wrong.length} of ${count} gradients differ from finite differences by more than ${TOLERANCE}: ${worst}; do not train on this engine, and report this`,
    context: { wrong },
  });
}

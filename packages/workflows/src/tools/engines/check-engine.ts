import { memory } from "@tensorflow/tfjs-core";
import { crossEntropyDice } from "@undercoat/losses";
import { tensorHashes } from "@undercoat/segmentation";
import { currentEngine, gradientReport, setEngine } from "@undercoat/tensor";
import { fit } from "@undercoat/training";
import type { EngineCheck } from "./engine-report.ts";
import { standardBatches, standardModel } from "./standard-steps.ts";

/** Largest difference from finite differences in float32; a wrong gradient is off by 0.1 or more. */
export const GRADIENT_TOLERANCE = 0.02;
/** Largest difference of a loss in three steps between a compiled and an uncompiled training. */
const COMPILED_TOLERANCE = 1e-3;
/** Resident memory may grow by this much in MiB over the steps of a check. */
const MEMORY_TOLERANCE = 64;
/** Steps that are done twice. */
const DETERMINISM_STEPS = 10;
const SIZE = 64;
/** A model small enough for plain JavaScript. */
const WIDTH = 0.0625;

/** One check of the engine in use. */
export async function checkEngine(what: EngineCheck["name"]): Promise<EngineCheck> {
  const { passed, found } = await CHECKS[what]();
  return { name: what, passed, found };
}

type Finding = Omit<EngineCheck, "name">;

const CHECKS: Readonly<Record<EngineCheck["name"], () => Promise<Finding>>> = {
  starts: async () => ({ passed: true, found: currentEngine()?.description ?? "started" }),
  gradients: async () => {
    const rows = await gradientReport();
    const wrong = rows.filter(({ error }) => !(error <= GRADIENT_TOLERANCE));
    const worst = rows.reduce((most, { error }) => Math.max(most, error), 0);
    return wrong.length === 0
      ? {
          passed: true,
          found: `${rows.length} gradients differ from finite differences by ${worst.toExponential(1)} at most`,
        }
      : {
          passed: false,
          found: `wrong: ${wrong.map(({ name, error }) => `${name} (${error.toPrecision(2)})`).join(", ")}`,
        };
  },
  compiled: async () => {
    const engine = currentEngine();
    if (engine?.compiler === undefined) return { passed: true, found: "runs operation by operation" };
    const compiled = await train(3);
    setEngine({ name: engine.name, description: engine.description });
    const uncompiled = await train(3);
    setEngine(engine);
    const gap = Math.max(...compiled.losses.map((loss, step) => Math.abs(loss - uncompiled.losses[step]!)));
    return {
      passed: gap < COMPILED_TOLERANCE,
      found: `losses of compiled and uncompiled steps differ by ${gap.toExponential(1)}`,
    };
  },
  determinism: async () => {
    const first = await train(DETERMINISM_STEPS);
    const difference = firstDifference(first, await train(DETERMINISM_STEPS));
    return difference === null
      ? { passed: true, found: `two trainings of ${DETERMINISM_STEPS} steps are equal, bit for bit` }
      : { passed: false, found: `two equal trainings differ, first in ${difference}` };
  },
  tensors: async () => {
    const counts = (await train(8)).tensors.slice(1);
    return {
      passed: new Set(counts).size === 1,
      found: `${counts[0]} to ${counts.at(-1)} tensors from step 2 to step ${counts.length + 1}`,
    };
  },
  memory: async () => {
    await train(6); // fills what is kept for the next training
    const before = process.memoryUsage().rss;
    await train(12);
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    return {
      passed: grown < MEMORY_TOLERANCE,
      found: `resident memory grew by ${Math.max(0, grown).toFixed(0)} MiB over 12 steps`,
    };
  },
};

interface Trained {
  readonly losses: readonly number[];
  readonly tensors: readonly number[];
  readonly hashes: Readonly<Record<string, string>>;
}

/** Where two trainings differ first, in words; `null` where they do not. */
export function firstDifference(a: Pick<Trained, "losses" | "hashes">, b: typeof a): string | null {
  const step = a.losses.findIndex((loss, index) => !Object.is(loss, b.losses[index]));
  if (step !== -1) return `the loss of step ${step + 1}: ${a.losses[step]} and ${b.losses[step]}`;
  const tensor = Object.keys(a.hashes).find((name) => a.hashes[name] !== b.hashes[name]);
  return tensor === undefined ? null : `"${tensor}" after step ${a.losses.length}`;
}

/** Some steps of a tiny model from the same start. */
async function train(steps: number): Promise<Trained> {
  const model = standardModel(WIDTH);
  const [losses, tensors]: [number[], number[]] = [[], []];
  const options = { loss: crossEntropyDice(), steps, learningRate: 1e-3, epsilon: 1e-4, syncEvery: 0 };
  for await (const { loss } of fit(model, standardBatches(SIZE), options)) {
    losses.push(loss);
    tensors.push(memory().numTensors);
  }
  const hashes = await tensorHashes(model);
  model.dispose();
  return { losses, tensors, hashes };
}

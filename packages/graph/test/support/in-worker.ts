// Compiles and runs a step in a worker thread; posts the losses.
import { parentPort, workerData } from "node:worker_threads";
import { compileTrainStep } from "../../src/compile-train-step.ts";
import { floats } from "./numbers.ts";
import { IMAGES, smallNetwork, stepOf } from "./small-network.ts";
import { useCpu } from "./use-cpu.ts";

await useCpu();
const step = compileTrainStep(stepOf(smallNetwork()));
const losses = (workerData as number[]).map((seed) => step.run({ x: floats(IMAGES, seed) })["loss"]![0]);
step.dispose();
parentPort?.postMessage(losses);

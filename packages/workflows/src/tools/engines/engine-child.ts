// The process that holds one engine and answers questions about it.
import { useEngine } from "@undercoat/engines";
import { checkEngine } from "./check-engine.ts";
import type { StandardStepName, StepTimes } from "./engine-report.ts";
import type { EngineAnswers, EngineReply, EngineRequest } from "./engine-requests.ts";
import { libraryOf } from "./library-of.ts";
import { type StandardStep, standardStep } from "./standard-steps.ts";

const steps = new Map<StandardStepName, StandardStep>();

async function answer(request: EngineRequest): Promise<EngineAnswers[EngineRequest["kind"]]> {
  if (request.kind === "start") {
    const engine = await useEngine(request.engine, { threads: request.threads });
    return { engine: engine.name, library: await libraryOf(engine.name) };
  }
  if (request.kind === "check") return checkEngine(request.what);
  return timesOf(request.step, request.steps, request.seconds);
}

async function timesOf(name: StandardStepName, count: number, seconds: number): Promise<StepTimes> {
  const step = steps.get(name) ?? standardStep(name);
  steps.set(name, step);
  const [wall, processor]: [number[], number[]] = [[], []];
  const began = performance.now();
  while (wall.length < count && (wall.length === 0 || performance.now() - began < 1000 * seconds)) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await step.run();
    const { user, system } = process.cpuUsage(used);
    wall.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  return { wall, processor, memory: process.memoryUsage().rss / 2 ** 20 };
}

process.on("message", (request: EngineRequest) => {
  answer(request)
    .then((value): EngineReply => ({ ok: true, value }))
    .catch((error: unknown): EngineReply => ({ ok: false, message: (error as Error).message }))
    .then((reply) => process.send?.(reply))
    .catch(() => process.exit(1));
});

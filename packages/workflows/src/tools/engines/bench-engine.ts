import type { EngineName } from "@undercoat/engines/options";
import { EngineProcess } from "./engine-process.ts";
import type { EngineBenchmark, StandardStepName, StepTimes } from "./engine-report.ts";
import { median } from "./median.ts";
import { type TorchLayout, TorchProcess } from "./torch-process.ts";

/** What {@link benchEngine} is asked for. */
export interface BenchEngineOptions {
  readonly engine: EngineName;
  readonly threads: number;
  readonly steps: readonly StandardStepName[];
  /** The Python whose PyTorch is measured beside; without PyTorch the ratios are `null`. */
  readonly python: string;
  /** Blocks of steps that alternate with PyTorch's; more even out a busy machine. */
  readonly rounds?: number;
  /** Told before each step is measured. */
  readonly onStep?: (name: StandardStepName) => void;
}

const ROUNDS = 6;
const STEPS_PER_BLOCK = 3;
const WARM_UP = 2;
const LAYOUTS: readonly TorchLayout[] = ["channels-first", "channels-last"];

type Row = EngineBenchmark["results"][number];

/**
 * Times the standard steps in processes of their own, blocks of ours and of PyTorch's taking turns, so that
 * both meet the same machine. PyTorch's faster memory layout counts.
 */
export async function benchEngine(options: BenchEngineOptions): Promise<EngineBenchmark> {
  const { engine, threads, steps, python, onStep } = options;
  const results: Row[] = [];
  let started = { engine: engine as string, library: "" };
  let pytorch: string | null = null;
  for (const name of steps) {
    onStep?.(name);
    const own = new EngineProcess(); // new ones for each step: their memory is that step's
    const torch = await TorchProcess.start(python, threads);
    pytorch = torch?.version ?? null;
    try {
      started = await own.ask({ kind: "start", engine, threads });
      results.push(await rowOf(name, own, torch, options.rounds ?? ROUNDS));
    } finally {
      own.close();
      torch?.close();
    }
  }
  return { ...started, threads, pytorch, results };
}

async function rowOf(
  name: StandardStepName,
  own: EngineProcess,
  torch: TorchProcess | null,
  rounds: number,
): Promise<Row> {
  const ask = (steps: number) => own.ask({ kind: "time", step: name, steps, seconds: 60 });
  const first = await ask(1);
  await ask(WARM_UP);
  for (const layout of LAYOUTS) await torch?.time(name, layout, WARM_UP);
  const ours: StepTimes[] = [];
  const theirs = new Map<TorchLayout, StepTimes[]>(LAYOUTS.map((layout) => [layout, []]));
  for (let round = 0; round < rounds; round++) {
    ours.push(await ask(STEPS_PER_BLOCK));
    for (const layout of LAYOUTS) {
      const times = await torch?.time(name, layout, STEPS_PER_BLOCK);
      if (times) theirs.get(layout)!.push(times);
    }
  }
  const mine = summary(ours);
  const peers = [...theirs.values()].filter((blocks) => blocks.length > 0).map(summary);
  const peer = peers.toSorted((a, b) => a.wall - b.wall)[0] ?? null;
  return {
    name,
    ms: mine.wall,
    pytorchMs: peer?.wall ?? null,
    ratio: peer === null ? null : peer.wall / mine.wall,
    processorMs: mine.processor,
    pytorchProcessorMs: peer?.processor ?? null,
    firstMs: first.wall[0]!,
    memory: mine.memory,
    pytorchMemory: peer?.memory ?? null,
  };
}

function summary(blocks: readonly StepTimes[]): { wall: number; processor: number; memory: number } {
  return {
    wall: median(blocks.flatMap(({ wall }) => wall)),
    processor: median(blocks.flatMap(({ processor }) => processor)),
    memory: Math.max(...blocks.map(({ memory }) => memory)),
  };
}

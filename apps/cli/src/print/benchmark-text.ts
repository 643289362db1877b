import type { EngineBenchmark } from "@undercoat/workflows";
import { textTable } from "./text-table.ts";

/** What `engine bench` prints for people. */
export function benchmarkText({ engine, library, threads, pytorch, results }: EngineBenchmark): string {
  const number = (value: number | null, digits = 1) => (value === null ? "–" : value.toFixed(digits));
  const rows = results.map((row) => [
    row.name,
    number(row.ms),
    number(row.pytorchMs),
    number(row.ratio, 2),
    number(row.processorMs),
    number(row.pytorchProcessorMs),
    number(row.memory, 0),
    number(row.pytorchMemory, 0),
    number(row.firstMs, 0),
  ]);
  const header = ["step", "ms", "PyTorch", "ratio", "cpu ms", "PyTorch", "MiB", "PyTorch", "first ms"];
  const peer = pytorch === null ? "no PyTorch there: give --python" : `PyTorch ${pytorch}, the faster layout`;
  return (
    `engine "${engine}" (${library}), ${threads} thread(s); ${peer}\n` +
    `${textTable(header, rows)}\n` +
    "medians; ratio = PyTorch's time / ours, above 1 is faster than PyTorch; first: trace, compile, run\n"
  );
}

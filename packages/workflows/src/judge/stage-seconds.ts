import { readFile } from "node:fs/promises";

/** Time that the items of a stage took, of all workers together. */
export interface StageSeconds {
  readonly seconds: number;
  /** Of these, drawing or waiting for batches; 0 where nothing is trained. */
  readonly batchSeconds: number;
}

/** Sums the seconds of all items in `events.jsonl` by stage; a line cut by a kill is passed over. */
export async function readStageSeconds(file: string): Promise<Record<string, StageSeconds>> {
  const stages: Record<string, StageSeconds> = {};
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    const event = parseLine(line);
    if (event?.kind !== "item-done" || event.item === undefined || event.seconds === undefined) continue;
    const stage = event.item.replace(/^seed-\d+\//, "").split("-")[0]!;
    const { seconds, batchSeconds } = stages[stage] ?? { seconds: 0, batchSeconds: 0 };
    stages[stage] = {
      seconds: seconds + event.seconds,
      batchSeconds: batchSeconds + (event.batchSeconds ?? 0), // logs of before did not tell
    };
  }
  return stages;
}

interface Line {
  readonly kind?: string;
  readonly item?: string;
  readonly seconds?: number;
  readonly batchSeconds?: number;
}

function parseLine(line: string): Line | null {
  if (!line.includes('"item-done"')) return null;
  try {
    return JSON.parse(line) as Line;
  } catch {
    return null; // the last line of a killed run
  }
}

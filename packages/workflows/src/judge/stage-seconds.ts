import { readFile } from "node:fs/promises";

/** Sums the seconds of all items in `events.jsonl` by stage; a line cut by a kill is passed over. */
export async function readStageSeconds(file: string): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    const event = parseLine(line);
    if (event?.kind !== "item-done" || event.item === undefined || event.seconds === undefined) continue;
    const stage = event.item.replace(/^seed-\d+\//, "").split("-")[0]!;
    seconds[stage] = (seconds[stage] ?? 0) + event.seconds;
  }
  return seconds;
}

function parseLine(line: string): { kind?: string; item?: string; seconds?: number } | null {
  if (!line.includes('"item-done"')) return null;
  try {
    return JSON.parse(line) as { kind?: string; item?: string; seconds?: number };
  } catch {
    return null; // the last line of a killed run
  }
}

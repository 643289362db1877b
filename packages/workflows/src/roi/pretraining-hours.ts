import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

const SECONDS_PER_HOUR = 3600;

/**
 * Hours that one pretraining took: of every recorded one of these runs the seconds, its parts before and after a kill added
 * up, then the mean. `null` where none is recorded, as for an arm without pretraining.
 */
export async function pretrainingHours(
  folders: readonly string[],
  arm: string,
): Promise<{ hours: number; source: string } | null> {
  const pretraining = arm.split("/")[0]!;
  const seconds = new Map<string, number>();
  for (const folder of folders) {
    const file = path.join(folder, "events.jsonl");
    if (!existsSync(file)) continue;
    for (const { item, seconds: took } of itemsDone(await readFile(file, "utf8"))) {
      if (item.replace(/^seed-\d+\//, "") !== `pretrain-${pretraining}`) continue;
      const id = `${folder}/${item}`;
      seconds.set(id, (seconds.get(id) ?? 0) + took);
    }
  }
  if (seconds.size === 0) return null;
  const total = [...seconds.values()].reduce((sum, value) => sum + value, 0);
  return {
    hours: total / seconds.size / SECONDS_PER_HOUR,
    source: `mean of ${seconds.size} pretrainings "${pretraining}" in events.jsonl`,
  };
}

function itemsDone(text: string): { item: string; seconds: number }[] {
  return text.split("\n").flatMap((line) => {
    if (!line.includes('"item-done"')) return [];
    try {
      const { item, seconds } = JSON.parse(line) as { item?: string; seconds?: number };
      return item === undefined || seconds === undefined ? [] : [{ item, seconds }];
    } catch {
      return []; // the last line of a killed run
    }
  });
}

import { JobsError } from "./errors.ts";

/** One of several equal parts of a job: `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Reads `"2/8"`: the second of eight parts.
 *
 * @throws {JobsError} `SHARD_UNUSABLE`
 */
export function parseShard(text: string): Shard {
  const [, index = "", count = ""] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index !== "" && shard.index >= 1 && shard.index <= shard.count) return Object.freeze(shard);
  throw new JobsError("SHARD_UNUSABLE", {
    message: `shard is "${text}", but i/n with i from 1 to n was expected; give for example 1/4`,
    context: { text },
  });
}

/**
 * The items of a shard: a run of neighbours, so that what lies together is done together. The parts of one count
 * differ by one item at most; with more parts than items, some are empty.
 */
export function itemsOfShard<Item>(items: readonly Item[], { index, count }: Shard): readonly Item[] {
  const bound = (part: number) => Math.floor((part * items.length) / count);
  return items.slice(bound(index - 1), bound(index));
}

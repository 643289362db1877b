import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJsonAtomic } from "@undercoat/files";
import * as z from "zod";
import type { Json } from "./item.ts";

/** What a failed try left behind. */
export const Failure = z.strictObject({ id: z.string(), message: z.string() });
export type Failure = z.infer<typeof Failure>;

/** What became of the items of a job: a file for each, so that workers never write to the same. */
export interface Ledger {
  /** Ids of the items that are done. */
  done(): Promise<ReadonlySet<string>>;
  isDone(id: string): Promise<boolean>;
  /** What an item that is done left. */
  result(id: string): Promise<Json>;
  /** Records that an item is done, and forgets its failures. */
  recordDone(id: string, result: Json): Promise<void>;
  /** Failed tries, by item. */
  failures(): Promise<ReadonlyMap<string, number>>;
  recordFailure(id: string, message: string): Promise<void>;
  /** The messages of the failed tries of an item. */
  messages(id: string): Promise<readonly string[]>;
  /** Lets items that failed be tried anew. */
  forgetFailures(): Promise<void>;
}

/** Opens the ledger in the folder of a job. */
export function openLedger(folder: string): Ledger {
  const places = { done: join(folder, "done"), failed: join(folder, "failed") };
  const donePath = (id: string) => join(places.done, `${id}.json`);
  const idsIn = async (place: string) =>
    (await namesIn(place)).filter((name) => name.endsWith(".json")).map((name) => name.split(".")[0] ?? "");
  const failedNames = async (id: string) =>
    (await namesIn(places.failed)).filter((name) => name.startsWith(`${id}.`) && name.endsWith(".json"));
  const forget = async (names: readonly string[]) => {
    await Promise.all(names.map((name) => rm(join(places.failed, name), { force: true })));
  };
  return Object.freeze({
    done: async () => new Set(await idsIn(places.done)),
    isDone: async (id: string) => (await namesIn(places.done)).includes(`${id}.json`),
    result: async (id: string) => (await readJson(donePath(id))) as Json,
    recordDone: async (id: string, result: Json) => {
      await writeJsonAtomic(donePath(id), result);
      await forget(await failedNames(id));
    },
    failures: async () => {
      const counts = new Map<string, number>();
      for (const id of await idsIn(places.failed)) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
    recordFailure: async (id: string, message: string) => {
      const tries = (await failedNames(id)).length;
      await writeJsonAtomic(join(places.failed, `${id}.${tries + 1}.json`), { id, message });
    },
    messages: async (id: string) => {
      const names = (await failedNames(id)).toSorted();
      const records = await Promise.all(names.map((name) => readJson(join(places.failed, name))));
      return records.map((record) => Failure.parse(record).message);
    },
    forgetFailures: async () => forget(await namesIn(places.failed)),
  });
}

async function namesIn(place: string): Promise<string[]> {
  return readdir(place).catch(() => []);
}

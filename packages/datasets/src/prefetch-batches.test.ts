import { expect, test } from "vitest";
import { smallBatches } from "../test/prefetch-recipe.ts";
import type { Batch } from "./batch-source.ts";
import { type AsyncBatchSource, batchesOf } from "./batches-of.ts";
import { isDatasetsError } from "./errors.ts";
import { prefetchBatches } from "./prefetch-batches.ts";

const module = new URL("../test/prefetch-recipe.ts", import.meta.url);
const recipe = (name: string, ...args: unknown[]) => ({ module, name, arguments: args });
const taken = async (source: AsyncBatchSource, count: number) => {
  const batches: Batch[] = [];
  for (let i = 0; i < count; i++) batches.push(await source.next());
  return batches;
};

test("any number of threads gives the same batches, in the same order", async () => {
  const expected = await taken(batchesOf(await smallBatches(7)), 8);
  expect(new Set(expected.map(({ images }) => String(images))).size).toBe(8);
  for (const workers of [0, 1, 2, 4]) {
    const source = prefetchBatches(recipe("smallBatches", 7), { workers });
    expect(await taken(source, 8)).toEqual(expected);
    await source.close();
  }
});

test("a saved state counts what was taken, and a restored source goes on there", async () => {
  const expected = await taken(batchesOf(await smallBatches(1)), 6);
  const source = prefetchBatches(recipe("smallBatches", 1), { workers: 2, ahead: 3 });
  await taken(source, 3);
  const state = JSON.parse(JSON.stringify(source.save()));
  expect(state).toEqual({ kind: "batch-sequence", next: 3 });
  expect(await taken(source, 3)).toEqual(expected.slice(3));
  source.restore(state);
  expect(await taken(source, 3)).toEqual(expected.slice(3));
  source.restore({ kind: "batch-sequence", next: 0 });
  expect(await taken(source, 6)).toEqual(expected);
  expect(() =>
    source.restore({ kind: "random-patches", rng: 1 } as never),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: state is of "random-patches" at undefined, expected "batch-sequence" at a number from 0; restore the source that saved it]`,
  );
  await source.close();
});

test("an error in a thread names the batch, comes in its turn, and leaves nothing out", async () => {
  const source = prefetchBatches(recipe("failingBatches"), { workers: 2 });
  expect(await taken(source, 2)).toHaveLength(2);
  await expect(source.next()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: batch 2 could not be made: the disk is on fire]`,
  );
  expect(source.save().next).toBe(2);
  await expect(source.next()).rejects.toThrow("batch 2 could not be made");
  await source.close();
  await expect(source.next()).rejects.toSatisfy((error) => isDatasetsError(error, "CLOSED"));
});

test("a thread that ends is an error, not a wait for ever", async () => {
  const source = prefetchBatches(recipe("endingBatches"), { workers: 1 });
  await expect(taken(source, 2)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: a worker thread that makes batches failed: it ended with exit code 7; try with workers: 0 to see where, or with smaller batches if memory ran out]`,
  );
  await source.close();
});

test("closing tells those who wait", async () => {
  const source = prefetchBatches(recipe("smallBatches", 0));
  const waiting = source.next();
  const told = expect(waiting).rejects.toSatisfy((error) => isDatasetsError(error, "CLOSED"));
  await source.close();
  await told;
});

test.each([0, 1])("what is no recipe is told, with %i workers", async (workers) => {
  const next = (name: string, from: URL = module) =>
    prefetchBatches({ module: from, name }, { workers }).next();
  await expect(next("smallBatch")).rejects.toThrow(/exports no function "smallBatch", but .*"smallBatches"/);
  await expect(next("nothing")).rejects.toThrow(/gave something without batchAt/);
  await expect(next("any", new URL("./missing.ts", import.meta.url))).rejects.toThrow(/missing\.ts/);
});

test("counts that are no counts are refused", () => {
  expect(() =>
    prefetchBatches(recipe("smallBatches", 0), { workers: -1 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: workers is -1, but an integer from 0 was expected; 1 or 2 workers feed most trainings]`,
  );
  expect(() =>
    prefetchBatches(recipe("smallBatches", 0), { workers: 1, ahead: 0 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: ahead is 0, but an integer from 1 was expected; 1 or 2 workers feed most trainings]`,
  );
});

test("arguments that cannot cross to a thread are told", async () => {
  const source = prefetchBatches(recipe("smallBatches", () => 1));
  await expect(source.next()).rejects.toThrow(/arguments of "smallBatches" cannot cross to a thread/);
});

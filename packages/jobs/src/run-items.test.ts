import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { type JobItem, jobItem } from "./item.ts";
import { jobStatus } from "./job-status.ts";
import { openLedger } from "./ledger.ts";
import { createManifest } from "./manifest.ts";
import { type RunItemsOptions, runItems, type Work } from "./run-items.ts";

const pretrain = jobItem({ stage: "pretrain" });
const finetune = jobItem({ stage: "finetune" }, [pretrain.id]);
const compare = jobItem({ stage: "compare" }, [finetune.id]);
const chain = [pretrain, finetune, compare];

async function planned(items: readonly JobItem[] = chain): Promise<string> {
  const folder = temporaryFolder();
  await createManifest(folder, { about: {}, items });
  return folder;
}

async function kindsOf(folder: string, options: RunItemsOptions & { work: Work<string> }, items = chain) {
  const kinds: string[] = [];
  for await (const report of runItems(folder, items, options))
    kinds.push(
      "item" in report ? `${report.kind} ${(report.item.work as { stage: string }).stage}` : report.kind,
    );
  return kinds;
}

const fails = (...stages: string[]): Work<string> =>
  async function* ({ work }) {
    const { stage } = work as { stage: string };
    yield "half";
    if (stages.includes(stage)) throw new RangeError(`no ${stage}\nat all`);
    return { stage };
  };

test("items are done behind those that they need, once, and what they left is kept", async () => {
  const folder = await planned();
  const work = fails();
  const each = ["pretrain", "finetune", "compare"];
  expect(await kindsOf(folder, { work })).toEqual(
    each.flatMap((stage) => ["started", "progress", "done"].map((kind) => `${kind} ${stage}`)),
  );
  expect(await openLedger(folder).result(finetune.id)).toEqual({ stage: "finetune" });
  expect(await kindsOf(folder, { work })).toEqual([]);
});

test("a failing item is tried so many times, over all workers; what needs it is blocked", async () => {
  const folder = await planned();
  const options = { work: fails("finetune"), attempts: 2 };
  const failing = ["started finetune", "progress finetune", "failed finetune"];
  expect(await kindsOf(folder, options)).toEqual([
    ...["started", "progress", "done"].map((kind) => `${kind} pretrain`),
    ...failing,
    ...failing,
    "blocked",
  ]);
  expect(await kindsOf(folder, options)).toEqual(["blocked"]);
  expect(await jobStatus(folder, chain)).toMatchObject({
    items: 3,
    done: 1,
    failed: [{ id: finetune.id, tries: 2, message: "no finetune at all" }],
    open: 2,
  });
  await openLedger(folder).forgetFailures();
  expect((await kindsOf(folder, { work: fails() })).at(-1)).toBe("done compare");
});

test("a fatal error ends the work and counts as no try", async () => {
  const folder = await planned([pretrain]);
  const options = { work: fails("pretrain"), isFatal: (error: unknown) => error instanceof RangeError };
  await expect(kindsOf(folder, options, [pretrain])).rejects.toThrow("no pretrain");
  expect(await jobStatus(folder, [pretrain])).toMatchObject({ failed: [], missing: [pretrain] });
});

test("leaving the loop, or a signal, stops the work and gives the item back", async () => {
  const folder = await planned([pretrain]);
  let stopped = 0;
  const work: Work<string> = async function* (_item, { signal }) {
    try {
      for (;;) {
        signal.throwIfAborted();
        yield "again";
      }
    } finally {
      stopped += 1;
    }
  };
  for await (const { kind } of runItems(folder, [pretrain], { work })) if (kind === "progress") break;
  expect(stopped).toBe(1);
  const controller = new AbortController();
  const stop = async () => {
    for await (const { kind } of runItems(folder, [pretrain], { work, signal: controller.signal }))
      if (kind === "progress") controller.abort();
  };
  await expect(stop()).rejects.toMatchObject({ name: "AbortError" });
  expect(stopped).toBe(2);
  expect((await kindsOf(folder, { work: fails() }, [pretrain])).at(-1)).toBe("done pretrain");
});

test("attempts is a whole number above 0", async () => {
  await expect(
    kindsOf(await planned(), { work: fails(), attempts: 0 }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[JobsError: attempts is 0, but a whole number above 0 was expected; give for example 3]`,
  );
});

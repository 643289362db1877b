import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { checkSplit, parseSplitFile } from "../src/index.ts";

const read = (folder: string) =>
  parseSplitFile(JSON.parse(readFileSync(join(folder, "splits.json"), "utf8")), "splits.json");

describeShared("the split of oam_buildings", ["data", "oam_buildings"], (folder) => {
  const parts = read(folder);

  test("leaks by the four chips of kampala_a that its README names, and by no other", () => {
    const { conflicts } = checkSplit(parts);
    expect(conflicts.map(({ kind, parts: pair, sharedPixels }) => [kind, ...pair, sharedPixels])).toEqual(
      Array.from({ length: 4 }, () => ["overlap", "pretrain_noisy", "finetune_clean", 256 * 256]),
    );
    expect(new Set(conflicts.flatMap(({ regions }) => regions.map(({ sceneId }) => sceneId)))).toEqual(
      new Set(["kampala_a"]),
    );
  });

  test("with a buffer, the windows that touch are found: zanzibar_b, nepal_b and kampala_a", () => {
    const close = checkSplit(parts, { buffer: 1 }).conflicts.filter(({ kind }) => kind === "too-close");
    expect([...new Set(close.map(({ regions }) => regions[0].sceneId))].toSorted()).toEqual([
      "kampala_a",
      "nepal_b",
      "zanzibar_b",
    ]);
    expect(close.every(({ gap }) => gap === 0)).toBe(true);
  });
});

describeShared("the split of demo_sample", ["data", "demo_sample"], (folder) => {
  test("is read in its other format, and keeps 64 pixels between its parts", () => {
    const parts = read(folder);
    expect(Object.keys(parts)).toEqual(["pretrainNoisy", "finetunePool", "test"]);
    expect(checkSplit(parts, { buffer: 64 }).conflicts).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { splitText } from "./labels-text.ts";

type Checked = Parameters<typeof splitText>[0];

const checked = (count: number) =>
  ({
    file: "split.json",
    parts: [],
    conflicts: Array.from({ length: count }, (_, index) => ({ message: `pair ${index}` })),
    notCompared: [],
    comparedOnGround: true,
  }) as unknown as Checked;

test("the verdict comes first, and of many leaks the first ten are listed", () => {
  const lines = splitText(checked(40)).split("\n");
  expect(lines[0]).toBe("split.json: 40 pairs of windows leak");
  expect(lines.filter((line) => line.startsWith("✗"))).toHaveLength(10);
  expect(lines.at(-1)).toBe("  … and 30 more; --json lists all");
});

test("eleven leaks are listed whole: naming the last takes no more room than counting it", () => {
  expect(splitText(checked(11)).match(/✗/g)).toHaveLength(11);
});

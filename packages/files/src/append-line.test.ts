import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild, scratchFolder } from "../test/support/scratch.ts";
import { appendLine } from "./append-line.ts";

test("lines follow each other, and folders are made", async () => {
  const path = join(scratchFolder(), "run", "events.jsonl");
  await appendLine(path, "one");
  await appendLine(path, "two");
  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
});

test("after a line that a kill cut short, the next one stands alone", async () => {
  const path = join(scratchFolder(), "x");
  writeFileSync(path, "one\ntw");
  await appendLine(path, "three");
  expect(readFileSync(path, "utf8")).toBe("one\ntw\nthree\n");
});

test("a line break in the line is refused", async () => {
  const path = join(scratchFolder(), "x");
  await expect(appendLine(path, "a\nb")).rejects.toMatchObject({ code: "NOT_ONE_LINE" });
  expect(existsSync(path)).toBe(false);
});

test("a write that the system stops half-way leaves the former lines only", async () => {
  const path = join(scratchFolder(), "x");
  const { stdout } = await runChild(
    "trap '' XFSZ; ulimit -f 8",
    `await files.appendLine(${JSON.stringify(path)}, "first");
     await files.appendLine(${JSON.stringify(path)}, "y".repeat(100_000)).catch((error) => console.log(error.code));`,
  );
  expect(stdout).toBe("DISK_FULL\n");
  expect(readFileSync(path, "utf8")).toBe("first\n");
});

test.skipIf(!existsSync("/dev/full"))("a device without space is DISK_FULL", async () => {
  await expect(appendLine("/dev/full", "x")).rejects.toMatchObject({
    code: "DISK_FULL",
    message: 'cannot write "/dev/full": the disk is full; free some space or choose another folder',
  });
});

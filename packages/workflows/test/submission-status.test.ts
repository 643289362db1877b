import { mkdir, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { submissionStatus } from "../src/index.ts";

afterEach(() => vi.unstubAllEnvs());

async function recordsWith(text: string): Promise<string> {
  const folder = `${temporaryFolder()}/cluster`;
  await mkdir(folder);
  await writeFile(`${folder}/submission.json`, text);
  return folder;
}

test("without a record nothing was submitted", async () => {
  expect(await submissionStatus(temporaryFolder())).toBeNull();
});

test("a machine without Slurm says so, and what was submitted", async () => {
  vi.stubEnv("PATH", "/nowhere");
  const records = await recordsWith('{"engine":"slurm","array":"7","merge":"8","shards":2}');
  expect(await submissionStatus(records)).toMatchObject({
    array: "7",
    merge: "8",
    shards: 2,
    isActive: false,
    unasked: expect.stringContaining("squeue"),
  });
});

test.each(["{", '{"engine":"slurm"}'])("a damaged record is named: %s", async (text) => {
  await expect(submissionStatus(await recordsWith(text))).rejects.toMatchObject({ code: "RUN_FOLDER" });
});

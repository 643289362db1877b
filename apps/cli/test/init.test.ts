import { readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeScene } from "./tiny-run.ts";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const LABELS = ["--noisy", "labels", "--clean", "labels"];

beforeAll(async () => {
  for (const [place, id] of ["a", "b", "c", "d"].entries()) await writeScene(folder, id, place);
});

const run = (...args: string[]) => undercoat(args, { cwd: folder });

test("init proposes a config from files, and the dry run accepts it", async () => {
  const made = await run("init", "city.yaml", "--images", "images", ...LABELS);
  expect(made.code, made.stderr).toBe(0);
  expect(made.stdout).toMatch(/^images: 4 scenes, 3 bands/);
  expect(made.stdout).toMatch(/noisy and clean labels differ on 0\.0 % of the pixels that have both/);
  expect(made.stdout).toMatch(
    /next: undercoat run city\.yaml --out runs\/first --dry-run\nor ask whether it is worth it: undercoat pilot, .*\n$/,
  );
  const dry = await run("run", "city.yaml", "--out", "out", "--dry-run", "--set", "workers=1");
  expect(dry.code, dry.stderr).toBe(0);
  const again = await run("init", "city.yaml", "--images", "images", ...LABELS);
  expect(`${again.code} ${messageOf(again, folder)}`).toMatch(/^2 .*"city\.yaml" is there already/);
});

test("without clean labels it ends with 3 and says where they are needed, also as JSON", async () => {
  const { code, stdout } = await run("init", "none.yaml", "--images", "images", "--noisy", "labels");
  expect(code).toBe(3);
  expect(stdout).toMatch(/no config was written: there are no clean labels/);
  const json = await run("init", "none.yaml", "--images", "images", "--noisy", "labels", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({ file: null, settings: null, wrote: [] });
  await expect(readFile(`${folder}/none.yaml`)).rejects.toThrow("ENOENT");
});

test.each([
  [["--images", "nowhere", "--noisy", "labels"], /"nowhere" does not exist/],
  [
    ["--images", "images"],
    /no noisy labels were given, expected images and noisy labels; add --noisy <path>/,
  ],
  [["--clean", "labels"], /no images were given/],
  [["--images", "images", "--noisy", "labels", "--data", "."], /--data .* give one of them/],
])("%j is refused in one line", async (args, message) => {
  const finished = await run("init", "bad.yaml", ...args);
  expect(finished.code).toBe(2);
  expect(messageOf(finished, folder)).toMatch(message);
});

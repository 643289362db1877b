import { existsSync } from "node:fs";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const grid = {
  width: 130,
  height: 70,
  geotransform: [500000, 10, 0, 5300000, 0, -10],
  crs: { kind: "epsg", code: 32633 },
} as const;

beforeAll(async () => {
  const write = (name: string, shift: number) =>
    writeFileAtomic(
      `${folder}/${name}.tif`,
      encodeGeoTiff({
        grid,
        bandCount: 1,
        data: Uint8Array.from(
          { length: 130 * 70 },
          (_, pixel) => (Math.floor(((pixel % 130) + shift) / 16) % 2) + 1,
        ),
      }),
    );
  await Promise.all([write("labels", 0), write("predicted", 2)]);
});

const run = (...args: string[]) => undercoat(["evaluate", ...args], { cwd: folder });
const MAPS = ["--labels", "labels.tif", "--predicted", "predicted.tif"];

test("--json prints one object: classes, confusion, scores, intervals", async () => {
  const { code, stdout, stderr } = await run(...MAPS, "--json", "--block", "16");
  expect(code, stderr).toBe(0);
  const found = JSON.parse(stdout);
  const wrong = 8 * 2 * 70;
  expect(found).toMatchObject({
    classes: [
      { value: 1, name: "1" },
      { value: 2, name: "2" },
    ],
    ignored: 0,
    overallAccuracy: 1 - wrong / (130 * 70),
    intervals: { blockSize: 16, blocks: 45 },
  });
  expect(found.confusion.flat().reduce((sum: number, count: number) => sum + count, 0)).toBe(130 * 70);
});

test("without it a table; with --out a page", async () => {
  const { code, stdout } = await run(...MAPS, "--out", "page");
  expect(code).toBe(0);
  expect(stdout).toContain("overall accuracy    87.7");
  expect(stdout).toContain("only 6 blocks: intervals are rough");
  expect([existsSync(`${folder}/page/index.html`), existsSync(`${folder}/page/evaluation.json`)]).toEqual([
    true,
    true,
  ]);
});

test("neither a run nor two maps, and flags of the other kind, are wrong usage", async () => {
  const refused = async (...args: string[]) => {
    const finished = await run(...args);
    return [finished.code, messageOf(finished, folder)];
  };
  expect({
    nothing: await refused(),
    half: await refused("--labels", "labels.tif"),
    both: await refused("run.yaml", ...MAPS),
    noFolder: await refused("run.yaml"),
    engine: await refused(...MAPS, "--engine", "cpu"),
    scheme: await refused("run.yaml", "--out", "run", "--labels-scheme", "nlcd"),
    missing: await refused("--labels", "absent.tif", "--predicted", "predicted.tif"),
    block: await refused(...MAPS, "--block", "0"),
  }).toMatchInlineSnapshot(`
    {
      "block": [
        2,
        "undercoat: --block is 0, expected a whole number of pixels from 1; take one larger than the patterns in the map",
      ],
      "both": [
        2,
        "undercoat: evaluate takes either a config and --out, or both --labels and --predicted; see undercoat evaluate --help",
      ],
      "engine": [
        2,
        "undercoat: --engine was given beside --labels and --predicted, but belongs to a config; leave it out",
      ],
      "half": [
        2,
        "undercoat: evaluate takes either a config and --out, or both --labels and --predicted; see undercoat evaluate --help",
      ],
      "missing": [
        2,
        "undercoat: "absent.tif" does not exist; the nearest existing folder is "FOLDER"; check the path",
      ],
      "noFolder": [
        2,
        "undercoat: evaluate of a config needs its run folder; give --out <folder>",
      ],
      "nothing": [
        2,
        "undercoat: evaluate takes either a config and --out, or both --labels and --predicted; see undercoat evaluate --help",
      ],
      "scheme": [
        2,
        "undercoat: --labels-scheme was given beside a config, but belongs to --labels and --predicted; leave it out",
      ],
    }
  `);
});

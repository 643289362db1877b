import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { TINY_CONFIG, writeScene, writeTinyRun } from "./tiny-run.ts";
import { appears, messageOf, start, undercoat } from "./undercoat.ts";

/** Only root may mount, so elsewhere the file system cannot be made read-only. */
const CAN_MOUNT = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

const folder = temporaryFolder();
let config = "";
let outputs = 0;

beforeAll(async () => {
  config = await writeTinyRun(folder);
});

/** Exit code and message of a command. */
async function refusal(args: readonly string[], options: { shell?: string } = {}): Promise<string> {
  const finished = await undercoat(args, { cwd: folder, ...options });
  expect(finished.stderr).not.toMatch(/undefined|\[object|\binvalid\b|^ +at /im);
  return `${finished.code} ${messageOf(finished, folder)}`;
}

/** The refusal of a run with settings. */
function refusedRun(...settings: string[]): Promise<string> {
  outputs += 1;
  const set = settings.flatMap((setting) => ["--set", setting]);
  return refusal(["run", config, "--out", `${folder}/out-${outputs}`, ...set]);
}

/** The refusal of a run whose scene a was written otherwise; the scene is mended afterwards. */
async function refusedScene(override: Parameters<typeof writeScene>[3]): Promise<string> {
  await writeScene(folder, "a", 1, override);
  const message = await refusedRun();
  await writeScene(folder, "a", 1);
  return message;
}

describe("files that do not fit", () => {
  test("a missing image", async () => {
    expect(await refusedRun("data.images=pictures/{scene}.tif")).toMatchInlineSnapshot(
      `"2 undercoat: "FOLDER/pictures/a.tif" does not exist; the nearest existing folder is "FOLDER"; check the path"`,
    );
  });
  test("a label map moved by one pixel", async () => {
    expect(await refusedScene({ shift: 1 })).toMatchInlineSnapshot(
      `"1 undercoat: scene "a": image "FOLDER/images/a.tif" and labels "FOLDER/labels/a.tif" do not lie on each other: corners lie up to 1 pixels apart; bring the second to the grid of the first, or ask for it with align: { labels: "nearest" }"`,
    );
  });
  test("a label map of another size", async () => {
    expect(await refusedScene({ size: 48 })).toMatchInlineSnapshot(
      `"1 undercoat: scene "a": image "FOLDER/images/a.tif" and labels "FOLDER/labels/a.tif" do not lie on each other: sizes differ: 64×64 and 48×48 pixels; bring the second to the grid of the first, or ask for it with align: { labels: "nearest" }"`,
    );
  });
  test("a label map in another reference system", async () => {
    expect(await refusedScene({ epsg: 32737 })).toMatchInlineSnapshot(
      `"1 undercoat: scene "a": image "FOLDER/images/a.tif" and labels "FOLDER/labels/a.tif" do not lie on each other: CRS differ: EPSG:3857 and EPSG:32737; bring the second to the grid of the first, or ask for it with align: { labels: "nearest" }"`,
    );
  });
  test("a class code outside the scheme", async () => {
    expect(await refusedScene({ code: 9 })).toMatchInlineSnapshot(
      `"1 undercoat: "FOLDER/labels/a.tif" holds the class value 9 in 1 pixels of what was read, but class scheme "squares" has 0, 1; add the class, or mark the value as nodata"`,
    );
  });
  test("a band that is not there", async () => {
    expect(await refusedRun("data.bands=[1, 4]")).toMatchInlineSnapshot(
      `"2 undercoat: band 4 is not in "FOLDER/images/a.tif", which has 1 "band 1", 2 "band 2", 3 "band 3"; name one of these"`,
    );
  });
  test("a truncated image", async () => {
    await truncate(`${folder}/images/a.tif`, 3000);
    // where the writer puts its blocks is its own affair
    expect(await refusedRun()).toMatch(
      /^1 undercoat: "FOLDER\/images\/a\.tif": block 0 claims \d+ bytes at offset \d+, but the file has 3000 bytes; the file is damaged, get it again or try gdal_translate "FOLDER\/images\/a\.tif" "repaired\.tif"$/,
    );
    await writeScene(folder, "a", 1);
  });
  test("an image with one value everywhere", async () => {
    expect(await refusedScene({ sample: 7 })).toMatchInlineSnapshot(
      `"1 undercoat: band "band 1" is 7 in all 4096 valid pixels, expected values that differ; leave the band out"`,
    );
  });
});

describe("configs that do not fit", () => {
  test("a misspelt key in the file", async () => {
    await writeFile(`${folder}/misspelt.yaml`, TINY_CONFIG.replace("batchSize: 2", "batchsize: 2"));
    expect(await refusal(["run", "misspelt.yaml", "--out", "x"])).toMatchInlineSnapshot(
      `"2 undercoat: config "misspelt.yaml": key "pretrain.batchsize" is not known; did you mean "batchSize"?; known here: steps, batchSize, patchSize, learningRate, schedule, optimizer, warmUpSteps, weightDecay, weightDecayOf, clipNorm, clipValue, accumulate, layerDecay, averaging, freezePlan, freezeSchedule, dihedral, method"`,
    );
  });
  test("a folder as config, and an empty name as run folder", async () => {
    expect(await refusal(["run", "images", "--out", "x"])).toMatchInlineSnapshot(
      `"2 undercoat: cannot read "images": it is a folder, a file was expected; name a file inside it"`,
    );
    expect(await refusal(["run", config, "--out", ""])).toMatchInlineSnapshot(
      `"2 undercoat: the name of the run folder is empty, expected a path; give for example --out "runs/first""`,
    );
  });
  test("a misspelt key", async () => {
    expect(await refusedRun("pretrain.setps=3")).toMatchInlineSnapshot(
      `"2 undercoat: config "FOLDER/run.yaml": key "pretrain.setps" is not known; did you mean "steps"?; known here: steps, batchSize, patchSize, learningRate, schedule, optimizer, warmUpSteps, weightDecay, weightDecayOf, clipNorm, clipValue, accumulate, layerDecay, averaging, freezePlan, freezeSchedule, dihedral, method"`,
    );
  });
  test("a size that the decoder cannot take", async () => {
    expect(await refusedRun("pretrain.patchSize=48")).toMatchInlineSnapshot(
      `"2 undercoat: config "FOLDER/run.yaml": key "pretrain.patchSize" is 48, but must be a multiple of 32"`,
    );
  });
  test("patches larger than the windows", async () => {
    expect(await refusedRun("pretrain.patchSize=96")).toMatchInlineSnapshot(
      `"2 undercoat: "pretrain": region [0, 0, 64, 64] of scene "a" is 64×64, but patches are 96×96; use a larger window or smaller patches"`,
    );
  });
  test("an empty split", async () => {
    expect(await refusedRun("data.windows.finetune={}")).toMatchInlineSnapshot(
      `"2 undercoat: split "finetune" has 0 windows; give at least one scene under data.windows.finetune"`,
    );
  });
  test("splits that overlap", async () => {
    expect(await refusedRun("data.windows.test={b: [32, 32, 32, 32]}")).toMatchInlineSnapshot(
      `"2 undercoat: the splits leak: "finetune" [0, 0, 64, 64] of scene "b" and "test" [32, 32, 32, 32] of scene "b" share 1024 pixels; move or shrink one of the windows"`,
    );
  });
  test("a window outside its scene", async () => {
    expect(await refusedRun("data.windows.test={c: [40, 40, 32, 32]}")).toMatchInlineSnapshot(
      `"2 undercoat: "test": window [40, 40, 32, 32] does not lie in scene "c" of 64×64 pixels; expected whole pixels inside it"`,
    );
  });
  test("more patches than there are", async () => {
    expect(await refusedRun("finetune.patches=50")).toMatchInlineSnapshot(
      `"2 undercoat: 50 patches are asked for, but there are 4; ask for fewer or add regions"`,
    );
  });
  test("an engine that does not exist", async () => {
    expect(await refusal(["run", config, "--out", "x", "--engine", "gpu"])).toMatchInlineSnapshot(
      `"2 undercoat: config "FOLDER/run.yaml": key "engine" is "gpu", but must be one of auto, onnxruntime, tensorflow, tensorflow-gpu, wasm, cpu; did you mean "cpu"?"`,
    );
  });
  test("no seed", async () => {
    expect(await refusal(["run", config, "--out", "x", "--seeds", "0"])).toMatchInlineSnapshot(
      `"2 undercoat: --seeds is "0", expected a whole number from 1 to 1000; write for example --seeds 5"`,
    );
  });
  test("a loss that is no number names its item and step", async () => {
    expect(await refusedRun("pretrain.learningRate=1e30")).toMatchInlineSnapshot(
      `"1 undercoat: seed-0/pretrain-noisy: step 2: loss is NaN ("cross-entropy" is NaN, "dice" is NaN); the batch is finite, but "encoder.bn1.running_var" of the model is not: lower the learning rate (9.330127018922194e+29)"`,
    );
  });
});

describe("run folders that do not fit", () => {
  test("a file instead of a folder", async () => {
    await writeFile(`${folder}/file`, "");
    expect(await refusal(["run", config, "--out", `${folder}/file`])).toMatchInlineSnapshot(
      `"2 undercoat: cannot write "FOLDER/file": "FOLDER/file" is a file, a folder was expected; choose another path"`,
    );
    expect(await refusal(["run", config, "--out", `${folder}/file/below`])).toMatchInlineSnapshot(
      `"2 undercoat: cannot write "FOLDER/file/below": "FOLDER/file" is a file, a folder was expected; choose another path"`,
    );
  });
  test("a folder in which another run is at work", async () => {
    const first = start(["run", config, "--out", `${folder}/busy`, "--set", "pretrain.steps=500"]);
    await appears(`${folder}/busy/checkpoints/seed-0/pretrain-noisy.ckpt`, first);
    const second = await refusal([
      "run",
      config,
      "--out",
      `${folder}/busy`,
      "--resume",
      "--set",
      "pretrain.steps=500",
    ]);
    first.child.kill("SIGKILL");
    await first.finished;
    expect(second.replace(/process \d+/, "process N")).toMatchInlineSnapshot(
      `"2 undercoat: "FOLDER/busy" is in use by process N; wait for it, or give another --out"`,
    );
    expect(await refusal(["run", config, "--out", `${folder}/busy`])).toMatchInlineSnapshot(
      `"2 undercoat: "FOLDER/busy" holds a run already; go on with it by --resume, or give another --out"`,
    );
    expect(await refusal(["run", config, "--out", `${folder}/busy`, "--resume"])).toMatchInlineSnapshot(
      `"2 undercoat: "FOLDER/busy" holds a run of another config ("pretrain.steps" was 500, is 6); give that config again, or another --out"`,
    );
  });
  test("a damaged checkpoint", async () => {
    const file = `${folder}/damaged/checkpoints/seed-0/pretrain-noisy.ckpt`;
    const run = start(["run", config, "--out", `${folder}/damaged`, "--set", "pretrain.steps=500"]);
    await appears(file, run);
    run.child.kill("SIGINT");
    await run.finished;
    await truncate(file, (await readFile(file)).length - 7);
    const message = await refusal([
      "run",
      config,
      "--out",
      `${folder}/damaged`,
      "--resume",
      "--set",
      "pretrain.steps=500",
    ]);
    expect(message.replace(/\d+ bytes/, "N bytes")).toMatchInlineSnapshot(
      `"2 undercoat: seed-0/pretrain-noisy: "FOLDER/damaged/checkpoints/seed-0/pretrain-noisy.ckpt" is no usable checkpoint (checkpoint of N bytes does not match its checksum: it was cut short or changed; use an older checkpoint); delete it to start this training again"`,
    );
  });
  test("a full disk in the middle: one line, nothing half-written, and the run goes on once there is space", async () => {
    const args = ["run", config, "--out", `${folder}/full`];
    const message = await refusal(args, { shell: "trap '' XFSZ; ulimit -f 100" });
    expect(message).toMatchInlineSnapshot(
      `"1 undercoat: seed-0/pretrain-noisy: cannot write "FOLDER/full/checkpoints/seed-0/pretrain-noisy.ckpt": the file would exceed the size limit of this system; raise it (ulimit -f) or choose another disk"`,
    );
    const { code, stderr } = await undercoat([...args, "--resume"]);
    expect(code, stderr).toBe(0);
  });
  test("a disk that is full when a model is written: no half model, and the run goes on once there is space", async () => {
    const args = ["run", config, "--out", `${folder}/full-model`, "--set", "checkpointEvery=1000"];
    const message = await refusal(args, { shell: "trap '' XFSZ; ulimit -f 60" });
    expect(message).toMatchInlineSnapshot(
      `"1 undercoat: seed-0/pretrain-noisy: cannot write "FOLDER/full-model/models/seed-0/pretrain-noisy": the file would exceed the size limit of this system; raise it (ulimit -f) or choose another disk"`,
    );
    expect(existsSync(`${folder}/full-model/models/seed-0/pretrain-noisy`)).toBe(false);
    expect((await undercoat([...args, "--resume"])).code).toBe(0);
  });
  test.skipIf(!CAN_MOUNT)("a folder that can only be read", async () => {
    await mkdir(`${folder}/read-only`);
    const shell = `exec unshare -m bash -c 'mount -t tmpfs -o ro tmpfs ${folder}/read-only && exec "$0" "$@"' "$0" "$@"`;
    for (const out of ["read-only", "read-only/below"])
      expect(await refusal(["run", config, "--out", out], { shell })).toBe(
        `1 undercoat: cannot write "FOLDER/${out}${out === "read-only" ? "/lock" : ""}": the file system is read-only; choose a folder that can be written`,
      );
  });
  test("a folder that is no model", async () => {
    await mkdir(`${folder}/empty`);
    expect(await refusal(["layers", "--reference", "empty", "--candidate", "empty"])).toMatchInlineSnapshot(
      `"2 undercoat: "empty/model.json" does not exist; the nearest existing folder is "FOLDER/empty"; check the path"`,
    );
  });
  test("a stage before the one it needs", async () => {
    expect(await refusal(["finetune", config, "--out", `${folder}/early`])).toMatchInlineSnapshot(
      `"2 undercoat: "seed-0/finetune-noisy-full" needs "seed-0/pretrain-noisy", which is not in "FOLDER/early"; run the stage before finetune first, with the same --out"`,
    );
  });
});

describe("raster info on what is no GeoTIFF", () => {
  beforeAll(async () => {
    await writeFile(`${folder}/nothing.tif`, "");
    await writeFile(`${folder}/text.tif`, "hello, this is a text file\n");
    await rm(`${folder}/gone.tif`, { force: true });
  });
  test("an empty file", async () => {
    expect(await refusal(["raster", "info", "nothing.tif"])).toMatchInlineSnapshot(
      `"1 undercoat: "nothing.tif" has 0 bytes, a TIFF has at least 8; get it again, or name a GeoTIFF"`,
    );
  });
  test("a text file", async () => {
    expect(await refusal(["raster", "info", "text.tif"])).toMatchInlineSnapshot(
      `"1 undercoat: "text.tif" does not begin with "II" or "MM"; name a GeoTIFF, or make one: gdal_translate "text.tif" "made.tif""`,
    );
  });
  test("a file that is gone", async () => {
    expect(await refusal(["raster", "info", "gone.tif"])).toMatchInlineSnapshot(
      `"2 undercoat: "gone.tif" does not exist; the nearest existing folder is "FOLDER"; check the path"`,
    );
  });
  test("a folder", async () => {
    expect(await refusal(["raster", "info", "images"])).toMatchInlineSnapshot(
      `"2 undercoat: cannot read "images": it is a folder, a file was expected; name a file"`,
    );
  });
});

test("a misspelt kind of noise", async () => {
  const args = [
    "noise",
    "simulate",
    "labels/a.tif",
    "noisy.tif",
    "--noise",
    "{kind: omision, probability: 0.3}",
  ];
  expect(await refusal(args)).toMatchInlineSnapshot(
    `"2 undercoat: --noise: key "kind" is "omision", but must be one of class-conditional, misregistration, omission, commission, boundary, object-shift, object-affine, displacement, elastic, coarsening, simplification, outdated, missing-tiles, rule-made, resampled-ids, sequence, mixture, scaled; did you mean "omission"?"`,
  );
});

test("the tiny config itself is accepted", async () => {
  expect(TINY_CONFIG).toContain("name: tiny");
  expect(await refusal(["run", config, "--out", `${folder}/dry`, "--dry-run"])).toContain("0 no message");
});

import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { describeShared, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { initProject } from "../src/files.ts";
import { loadConfig } from "../src/index.ts";
import { loadRunData } from "../src/run/load-run-data.ts";
import { checkPatches } from "../src/run/training-job.ts";

const folder = temporaryFolder();
const at = (...names: string[]) => path.join(folder, ...names);

/** Without the two largest, so that the test takes seconds. */
const SMALL = ["kampala_a", "kampala_b", "nepal_a", "nepal_b", "philippines_a", "philippines_b"];

describeShared("the drone scenes of oam_buildings", ["data", "oam_buildings"], (data) => {
  beforeAll(async () => {
    await mkdir(at("drone"));
    for (const id of SMALL) await symlink(path.join(data, "images", `${id}.tif`), at("drone", `${id}.tif`));
  });

  test("get a config of whole scenes at 0.3 m that is accepted", async () => {
    const file = at("oam", "oam.yaml");
    const noisy = `${data}/labels_noisy/{scene}_osmlike.tif`;
    const made = await initProject({ file, images: at("drone"), noisy, clean: `${data}/labels` });
    expect(made.settings).toEqual({
      recipe: "quick",
      downsample: 2,
      patchSize: 128,
      positiveClass: "class-1",
    });
    // building fractions of the folder's README, .115 to .592, weighted by pixels
    expect(made.classes[1]!.cleanShare).toBeCloseTo(0.23, 2);
    const { config } = await loadConfig(file);
    checkPatches(config, await loadRunData(config)); // all that a dry run does but timing steps
    const { pretrain, finetune, test: tested } = config.data.windows;
    const ids = [pretrain, finetune, tested].flatMap((windows) => Object.keys(windows));
    expect(ids.toSorted()).toEqual(SMALL);
  });

  test("need a word on which of three kinds of noisy labels is meant", async () => {
    const given = { file: at("oam.yaml"), images: at("drone"), noisy: `${data}/labels_noisy` };
    await expect(initProject({ ...given, clean: `${data}/labels` })).rejects.toThrow(
      /holds 3 files for the image "kampala_a" .*say which: --noisy .*\{scene\}_coarse10m\.tif/,
    );
  });
});

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { encodeSafetensors } from "@undercoat/safetensors";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { describeModel, exportSafetensors, type ImportModelOptions, importModel } from "../src/index.ts";

const place = temporaryFolder();

const small: Omit<ImportModelOptions, "file" | "out"> = {
  encoder: "resnet18",
  decoder: "unet",
  width: 0.0625,
  bands: ["red", "green", "blue"],
  classes: ["ground", "building"],
  normalisation: null,
  parts: undefined,
  adaptFirstConvolution: false,
  allowMissing: false,
  licence: null,
  seed: 3,
  force: false,
};

/** A model of which all but one tensor is drawn, as a folder, and its weights as a file. */
async function drawn(name: string, change: Partial<ImportModelOptions> = {}): Promise<string> {
  const empty = `${place}/empty.safetensors`;
  const bias = { type: "F32", shape: [4], data: new Float32Array(4).fill(1) } as const;
  await writeFile(empty, encodeSafetensors({ tensors: new Map([["bn1.bias", bias]]) }));
  await importModel({ ...small, allowMissing: true, ...change, file: empty, out: `${place}/${name}` });
  const file = `${place}/${name}.safetensors`;
  await exportSafetensors({ folder: `${place}/${name}`, out: file, force: false });
  return file;
}

/** The message of a refused import; no folder may be left. */
async function refusal(file: string, change: Partial<ImportModelOptions>): Promise<string> {
  const out = `${place}/refused`;
  const message = await importModel({ ...small, ...change, file, out }).then(
    () => "accepted",
    (error: Error) => error.message.replaceAll(place, "FOLDER"),
  );
  expect(existsSync(out)).toBe(false);
  return message;
}

test("what does not fit is refused in one line, and leaves no folder", async () => {
  const file = await drawn("source");
  expect(await refusal(file, { bands: ["red", "green", "blue", "infrared"] })).toMatchInlineSnapshot(
    `"the weights' first convolution "encoder.conv1.weight" takes 3 bands, but the model 4; nothing was loaded: make the model for 3 bands, or ask for adaptFirstConvolution"`,
  );
  expect(await refusal(file, { classes: ["a", "b", "c"] })).toMatchInlineSnapshot(
    `"the weights' head has 2 classes, but the model's scheme has 3; nothing was loaded: ask for the parts "encoder" and "decoder", or give a scheme of 2 classes"`,
  );
  expect(await refusal(file, { encoder: "resnet34" })).toMatchInlineSnapshot(
    `"of the 232 tensors of "encoder", "decoder", "head", 80 are missing (encoder.layer1.2.conv1.weight; encoder.layer1.2.bn1.weight; encoder.layer1.2.bn1.bias; …); nothing was loaded: take weights of the same architecture, ask for other parts, or allow what is missing"`,
  );
  expect(await refusal(file, { decoder: "u-net" })).toMatchInlineSnapshot(
    `"decoder is "u-net", expected one of unet, lateral-fpn, fpn, deeplabv3plus, upernet, pspnet, linknet, linear; did you mean "unet"?"`,
  );
  expect(await refusal(file, { parts: ["encodr"] })).toMatchInlineSnapshot(
    `""encodr" is no part of the target model; the nearest is "encoder""`,
  );
  expect(await refusal(`${file}x`, {})).toContain("does not exist");
});

test("an encoder fills a model of other bands and classes; what it does not fill is drawn", async () => {
  const file = await drawn("photographs");
  const out = `${place}/infrared`;
  const report = await importModel({
    ...small,
    file,
    out,
    bands: ["red", "green", "blue", "infrared"],
    classes: ["a", "b", "c"],
    parts: ["encoder"],
    adaptFirstConvolution: true,
  });
  expect(report.adapted).toEqual({ name: "encoder.conv1.weight", from: 3, to: 4 });
  expect(report.drawn).toBeGreaterThan(0);
  expect(report.unexpected).toContain("segmentation_head.0.weight");
  const described = await describeModel({ source: out, height: 32, width: 32 });
  expect(described).toMatchObject({ bands: ["red", "green", "blue", "infrared"], classes: ["a", "b", "c"] });
  await expect(describeModel({ source: `${place}/none`, height: 32, width: 32 })).rejects.toThrow(/; /);
});

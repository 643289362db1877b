// What people get wrong in a config or on the command line: every message names the place, what is there and what fits.
import { writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { loadConfig, simulateNoise } from "../src/index.ts";

const TEXT = `
name: tiny
data:
  root: files
  labels: { clean: "labels/{scene}.tif" }
  scheme: { name: s, classes: [{ value: 0, name: a }, { value: 7, name: b }] }
  windows: { pretrain: { x: all }, finetune: { y: all }, test: { z: [0, 0, 64, 64] } }
pretrainings:
  osm: { role: noisy, labels: clean, noise: { kind: class-conditional, rate: 0.2 } }
`;

/** Message of the refusal of settings, from the first key on. */
async function refused(...set: string[]): Promise<string> {
  const file = `${temporaryFolder()}/run.yaml`;
  await writeFile(file, TEXT);
  const { message } = await loadConfig(file, { set }).then(
    () => ({ message: "accepted" }),
    (error: Error) => error,
  );
  expect(message).not.toMatch(/undefined|\[object|\binvalid\b|\n/i);
  return message.replace(/^config ".*?": /, "");
}

test("a setting that is no YAML", async () => {
  expect(await refused("seeds=[1")).toMatchInlineSnapshot(
    `"--set "seeds=[1" is not readable as YAML: Flow sequence must end with a ] at line 1, column 3; quote it for the shell, e.g. --set 'seeds=[0, 1]'"`,
  );
});
test("a setting under a name that every object has is refused and changes nothing", async () => {
  expect(await refused("__proto__.steps=3")).toMatchInlineSnapshot(
    `"--set "__proto__.steps=3": key "__proto__" is not known; "undercoat config schema" lists every key"`,
  );
  expect(await refused("pretrain.constructor.x=3")).toMatchInlineSnapshot(
    `"--set "pretrain.constructor.x=3": key "constructor" is not known; "undercoat config schema" lists every key"`,
  );
  expect(({} as Record<string, unknown>)["steps"]).toBeUndefined();
});
test("a window of three numbers", async () => {
  expect(await refused("data.windows.test.z=[1, 2, 3]")).toMatchInlineSnapshot(
    `"key "data.windows.test.z" is [1,2,3], but must be "all", [x, y, width, height] in whole pixels, or a list of those"`,
  );
});
test("a window that is a word", async () => {
  expect(await refused("data.windows.test.z=al")).toMatchInlineSnapshot(
    `"key "data.windows.test.z" is "al", but must be "all", [x, y, width, height] in whole pixels, or a list of those"`,
  );
});
test("workers in words", async () => {
  expect(await refused("workers=many")).toMatchInlineSnapshot(
    `"key "workers" is "many", but must be "auto" or a whole number from 1 to 64"`,
  );
});
test("a normalisation that is neither word nor numbers", async () => {
  expect(await refused("data.normalisation=imagenet")).toMatchInlineSnapshot(
    `"key "data.normalisation" is "imagenet", but must be "pretraining-windows" or { mean: [...], standardDeviation: [...] } with a positive number each for every band"`,
  );
});
test("an infinite learning rate", async () => {
  expect(await refused("pretrain.learningRate=.inf")).toMatchInlineSnapshot(
    `"key "pretrain.learningRate" is Infinity, but must be a finite number"`,
  );
});
test("a name with capital letters", async () => {
  expect(await refused("pretrainings.OSM={role: noisy, labels: clean}")).toMatchInlineSnapshot(
    `"key "pretrainings.OSM": the name "OSM" must be small letters, digits and hyphens"`,
  );
});
test("a pattern without its scene", async () => {
  expect(await refused("data.images=scene.tif")).toMatchInlineSnapshot(
    `"key "data.images" is "scene.tif", but must be a pattern with {scene}"`,
  );
});
test("a misspelt option of a noise names the options of that noise", async () => {
  expect(
    await refused("pretrainings.osm.noise={kind: omission, probability: 0.1, sed: 3}"),
  ).toMatchInlineSnapshot(
    `"key "pretrainings.osm.noise.sed" is not known; known here: kind, probability, sizeDependence, connectivity, classes, into, lostClasses"`,
  );
});
test("a misspelt kind of noise names the nearest", async () => {
  expect(await refused("pretrainings.osm.noise.kind=omision")).toMatchInlineSnapshot(
    `"key "pretrainings.osm.noise.kind" is "omision", but must be one of class-conditional, misregistration, omission, commission, boundary, object-shift, object-affine, displacement, elastic, coarsening, simplification, outdated, missing-tiles, rule-made, resampled-ids, sequence, mixture, scaled; did you mean "omission"?"`,
  );
});
test("what may stand once only stands twice", async () => {
  expect(await refused("seeds=[0, 1, 0]")).toMatchInlineSnapshot(
    `"key "seeds": holds 0 twice, expected each once; take one away"`,
  );
  expect(await refused("modes=[full, full]")).toMatchInlineSnapshot(
    `"key "modes": holds "full" twice, expected each once; take one away"`,
  );
  expect(await refused("pretrainings.osm.modes=[none, none]")).toMatchInlineSnapshot(
    `"key "pretrainings.osm.modes": holds "none" twice, expected each once; take one away"`,
  );
  expect(
    await refused("data.scheme.classes=[{value: 0, name: a}, {value: 0, name: b}]"),
  ).toMatchInlineSnapshot(`"key "data.scheme.classes": holds 0 twice, expected each once; take one away"`);
  expect(
    await refused("data.scheme.classes=[{value: 0, name: a}, {value: 1, name: a}]"),
  ).toMatchInlineSnapshot(`"key "data.scheme.classes": holds "a" twice, expected each once; take one away"`);
});
test("a name that the repetition of another pretraining needs", async () => {
  expect(await refused("pretrainings.osm-null={role: noisy, labels: clean}")).toMatchInlineSnapshot(
    `"key "pretrainings.osm-null": the name is taken by the repetition of "osm"; choose another"`,
  );
});

/** Message of the refusal of a noise. */
async function refusedNoise(noise: string): Promise<string> {
  const { message } = (await simulateNoise({ labels: "none.tif", out: "out.tif", noise }).catch(
    (error: Error) => error,
  )) as Error;
  expect(message).not.toMatch(/undefined|\[object|\binvalid\b|\n/i);
  return message;
}

test("a noise that takes labels which the config does not know", async () => {
  expect(await refused("pretrainings.osm.noise={kind: outdated, earlier: osm2015}")).toMatchInlineSnapshot(
    `"key "pretrainings.osm.noise": takes the labels "osm2015", which are not in data.labels (clean)"`,
  );
  expect(await refused("pretrainings.osm.noise={kind: omission, probability: 1.5}")).toMatchInlineSnapshot(
    `"key "pretrainings.osm.noise.probability" is 1.5, but must be at most 1"`,
  );
  expect(
    await refused("pretrainings.osm.noise={kind: class-conditional, transitionMatrix: [[1, 0], [0.5, 0.4]]}"),
  ).toMatchInlineSnapshot(
    `"key "pretrainings.osm.noise.transitionMatrix.1": row 1 sums to 0.9, but must sum to 1"`,
  );
});

test("noise that is no YAML, a word, or a misspelt option", async () => {
  expect(await refusedNoise("{kind: omission")).toMatchInlineSnapshot(
    `"--noise is not readable as YAML or JSON: Flow map must end with a } at line 1, column 16; write for example --noise '{kind: boundary, radius: 3}'"`,
  );
  expect(await refusedNoise("omission")).toMatchInlineSnapshot(
    `"--noise: it is "omission", but must be an object"`,
  );
  expect(await refusedNoise("{kind: omission, probability: 0.1, prob: 0.3}")).toMatchInlineSnapshot(
    `"--noise: key "prob" is not known; known here: kind, probability, sizeDependence, connectivity, classes, into, lostClasses"`,
  );
});
test("a decoder that there is not, and one whose pretraining would leave half of the encoder untrained", async () => {
  expect(await refused("model.pretrainDecoder=fnp")).toMatchInlineSnapshot(
    `"key "model.pretrainDecoder" is "fnp", but must be one of unet, lateral-fpn, fpn, deeplabv3plus, upernet, pspnet, linknet, linear; did you mean "fpn"?"`,
  );
  expect(await refused("model.pretrainDecoder=pspnet")).toMatchInlineSnapshot(
    `"key "model.pretrainDecoder": "pspnet" trains only the shallow stages of the encoder, but "lateral-fpn" uses all; take pspnet for both, or another decoder here"`,
  );
  expect(await refused("model.pretrainDecoder=pspnet", "model.finetuneDecoder=pspnet")).toBe("accepted");
});

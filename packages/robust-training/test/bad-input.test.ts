import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Batch, BatchSource } from "@undercoat/datasets";
import { crossEntropyDice, dice } from "@undercoat/losses";
import type { Loss } from "@undercoat/segmentation";
import { applyFreezePlan } from "@undercoat/segmentation";
import { fit, type TrainingMethod } from "@undercoat/training";
import { beforeAll, expect, test } from "vitest";
import {
  confidenceSelection,
  coTeaching,
  earlyLearningMethod,
  isRobustTrainingError,
  jointAgreement,
  MethodName,
  type MethodOptions,
  mixup,
  namedMethod,
  objectCorrection,
  progressiveStopping,
} from "../src/index.ts";
import { FLAT_GROUPS, flatModel } from "./support/flat-model.ts";
import { plantedScheme } from "./support/planted-noise.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const model = () => flatModel({ seed: 0, width: 2, bands: 1, scheme: plantedScheme });

/** The message of a refusal by this package. */
async function refusal(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    return isRobustTrainingError(error) ? error.message : `foreign: ${String(error)}`;
  }
  return "accepted";
}

async function firstStep(method: TrainingMethod, loss: Loss = crossEntropyDice()): Promise<void> {
  const batch: Batch = {
    images: new Float32Array(64),
    labels: new Uint8Array(64),
    size: 1,
    height: 8,
    width: 8,
    bandCount: 1,
  };
  const batches = { next: () => batch, save: () => ({}), restore: () => {} } as unknown as BatchSource;
  const options = { loss, steps: 1, learningRate: 0.01, method };
  for await (const _ of fit(model(), batches, options));
}

test("early learning needs to know where patches lie", async () => {
  expect(await refusal(() => firstStep(earlyLearningMethod()))).toMatchInlineSnapshot(
    `"the batch does not tell where its square patches lie, but early learning remembers pixels of the ground; use randomPatches or shuffledPatches"`,
  );
});

test("object correction needs a background that is a class", async () => {
  expect(await refusal(() => firstStep(objectCorrection({ background: 3 })))).toMatchInlineSnapshot(
    `"option "background" of object correction is 3, but the model has 3 classes (0 to 2); name the class that stands where no object is"`,
  );
});

test("softened targets need a cross-entropy", async () => {
  const method = confidenceSelection({ smoothing: {} });
  expect(await refusal(() => firstStep(method, dice()))).toMatchInlineSnapshot(
    `"smoothing softens the targets of a cross-entropy, but the loss has dice; take cross-entropy-dice, or no smoothing"`,
  );
});

test("progressive stopping needs groups of the model and steps for the whole of it", async () => {
  const parts = [{ groups: ["decodr"], steps: 3 }];
  expect(
    await refusal(() => progressiveStopping({ groups: FLAT_GROUPS }, { wholeSteps: 3, parts })),
  ).toMatchInlineSnapshot(
    `"the model has no layer group "decodr", but progressive stopping is to draw it anew; take some of encoder.stem, encoder.stage1, decoder.block1, head"`,
  );
  const long: MethodOptions = { name: "progressive-stopping", parts: [{ groups: ["head"], steps: 9 }] };
  expect(
    await refusal(() => namedMethod(long, { model: { groups: FLAT_GROUPS }, steps: 9 })),
  ).toMatchInlineSnapshot(
    `"the parts of progressive stopping take 9 of 9 steps, but the whole network needs at least 1 before them; shorten the parts or train longer"`,
  );
});

test("the state of another method is refused", async () => {
  const running = objectCorrection().start(model());
  expect(await refusal(() => running.restore({ json: null, tensors: new Map() }))).toMatchInlineSnapshot(
    `"the checkpoint holds no state of the method "object-correction", expected a curve, a teacher and snapshots; resume with the method it was trained with"`,
  );
});

test("two patches are needed to mix", async () => {
  expect(await refusal(() => firstStep(mixup()))).toMatchInlineSnapshot(
    `"the batch has 1 patch, but "mixup" mixes two; raise batchSize"`,
  );
});

test("a second network is needed, like the first, and nothing frozen", async () => {
  const training = { model: { groups: FLAT_GROUPS }, steps: 9 };
  expect(await refusal(() => namedMethod("co-teaching", training))).toMatchInlineSnapshot(
    `""co-teaching" trains two networks, but nothing makes the second; give "peer""`,
  );
  const other = () =>
    flatModel({
      seed: 0,
      width: 2,
      bands: 1,
      scheme: { name: "two", classes: plantedScheme.classes.slice(1) },
    });
  expect(await refusal(() => coTeaching(other).start(model()))).toMatchInlineSnapshot(
    `"the second network of "co-teaching" has 2 classes, but the model 3; make both alike"`,
  );
  const frozen = model();
  applyFreezePlan(frozen, { "encoder.stem": "frozen" });
  expect(await refusal(() => jointAgreement(model).start(frozen))).toMatchInlineSnapshot(
    `""encoder.conv1" is frozen, but "joint-agreement" trains two whole networks; leave out the freeze plan"`,
  );
});

test.each(MethodName.options)("%s is found by its name", (name) => {
  const named = namedMethod(name, { model: { groups: FLAT_GROUPS }, steps: 100, peer: model });
  expect(named.method.name).toBe(name);
  expect(named.freezeSchedule !== undefined).toBe(name === "progressive-stopping");
});

import {
  type BatchSource,
  computeNormalisation,
  randomPatches,
  sceneDataset,
  syntheticScenes,
  syntheticScheme,
} from "@undercoat/datasets";
import { linear, unet } from "@undercoat/decoders";
import { tiny } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { createRng } from "@undercoat/random";
import {
  initialise,
  type Loss,
  type SegmentationModel,
  segmentationModel,
  weightsOf,
} from "@undercoat/segmentation";
import { type FitOptions, fit, type StepReport, type TrainingState } from "@undercoat/training";
import { beforeAll, describe, expect, test } from "vitest";
import {
  isSelfSupervisedError,
  maskedReconstruction,
  pixelBarlowTwins,
  rotationPrediction,
  type SelfSupervisedMethod,
  simSiam,
  unlabelled,
} from "../src/index.ts";

const SIDE = 32;
/** Of a training whose method brings its own terms. */
const unused: Loss = {
  kind: "loss",
  name: "unused",
  options: {},
  evaluate: () => {
    throw new RangeError("not evaluated");
  },
};
const dataset = sceneDataset({
  scheme: syntheticScheme,
  scenes: syntheticScenes({ count: 2, width: 96, height: 96, noise: 2, texture: 2 }, createRng(3)),
});
const normalisation = computeNormalisation(dataset);

const patches = (seed: number, batchSize = 4): BatchSource =>
  unlabelled(
    randomPatches(dataset, {
      size: SIDE,
      batchSize,
      dihedral: true,
      normalisation,
      rng: createRng(seed).fork("order"),
    }),
  );

function modelFor(method: SelfSupervisedMethod, decoder = unet({ width: 0.25 })): SegmentationModel {
  const model = segmentationModel({
    encoder: tiny({ channels: [8, 12, 16, 24, 32] }),
    decoder,
    scheme: method.outputs(3),
    normalisation,
  });
  initialise(model, { seed: 1 });
  return model;
}

async function reportsOf(
  model: SegmentationModel,
  batches: BatchSource,
  options: Partial<FitOptions> & Pick<FitOptions, "steps">,
): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  const rates = { learningRate: 5e-3, syncEvery: 0 };
  for await (const report of fit(model, batches, { loss: unused, ...rates, ...options }))
    reports.push(report);
  return reports;
}

const meanLoss = (reports: readonly StepReport[]) =>
  reports.reduce((sum, { loss }) => sum + (loss ?? Number.NaN), 0) / reports.length;

const METHODS = [
  ["masked reconstruction", maskedReconstruction({ cell: 8, seed: 2 }), unet({ width: 0.25 })],
  ["rotation prediction", rotationPrediction({ seed: 2 }), linear()],
  ["Barlow Twins of pixels", pixelBarlowTwins({ dimensions: 8, seed: 2 }), unet({ width: 0.25 })],
  ["SimSiam", simSiam({ dimensions: 8, bottleneck: 4, seed: 2 }), linear()],
] as const;

/** Look at whole patches, whatever is ignored in them. */
const WHOLE_PATCHES = ["rotation-prediction", "sim-siam"];

const sourceFor = ({ name }: SelfSupervisedMethod, seed: number, batchSize = 4) =>
  patches(seed, name === "sim-siam" ? 8 : batchSize);

describe("with compiled steps", () => {
  beforeAll(async () => {
    await useEngine("onnxruntime");
  });

  test("hidden pixels are told better than by the mean of the images", async () => {
    const method = maskedReconstruction({ cell: 4, share: 0.25, seed: 0 });
    const model = modelFor(method);
    const reports = await reportsOf(model, patches(1), { method, steps: 150 });
    model.dispose();
    expect(reports[0]!.lossParts).toEqual({ "masked-reconstruction": reports[0]!.loss });
    expect(meanLoss(reports.slice(-20))).toBeLessThan(0.7); // the mean of normalised images is 0: an error of 1
  });

  test("how a patch was turned is learnt where the light comes from one side", async () => {
    const source = patches(1);
    const lit: BatchSource = {
      ...source,
      next: () => {
        const batch = source.next();
        const fall = (at: number) => 1 - (2 * (Math.floor(at / 3 / SIDE) % SIDE)) / SIDE;
        return { ...batch, images: batch.images.map((value, at) => value + fall(at)) };
      },
    };
    const method = rotationPrediction({ seed: 0 });
    const model = modelFor(method, linear());
    const reports = await reportsOf(model, lit, { method, steps: 150 });
    model.dispose();
    expect(meanLoss(reports.slice(0, 5))).toBeGreaterThan(1);
    expect(meanLoss(reports.slice(-20))).toBeLessThan(0.9); // guessing: ln 4 = 1.39
  });

  test("both views of a place come to agree, and outputs to differ", async () => {
    const method = pixelBarlowTwins({ dimensions: 8, redundancy: 0.05, seed: 0 });
    const model = modelFor(method);
    const reports = await reportsOf(model, patches(1), { method, steps: 150 });
    model.dispose();
    const [before, after] = [reports.slice(0, 5), reports.slice(-20)];
    const part = (some: typeof reports, name: string) =>
      some.reduce((sum, { lossParts }) => sum + lossParts[name]!, 0) / some.length;
    expect(part(after, "invariance")).toBeLessThan(0.5 * part(before, "invariance"));
    expect(part(after, "redundancy")).toBeLessThan(0.5 * part(before, "redundancy"));
  });
});

test.each(METHODS)("%s: compiled steps are those of operations one by one", async (_, method, decoder) => {
  const losses: number[][] = [];
  for (const engine of ["onnxruntime", "wasm"] as const) {
    await useEngine(engine);
    const model = modelFor(method, decoder);
    const reports = await reportsOf(model, sourceFor(method, 5, 2), { method, steps: 3 });
    losses.push(reports.map(({ loss }) => loss!));
    model.dispose();
  }
  for (const [step, loss] of losses[0]!.entries())
    expect(Math.abs(loss - losses[1]![step]!)).toBeLessThan(
      (step === 0 ? 1e-4 : 1e-2) * Math.max(1, Math.abs(loss)),
    );
});

test.each(METHODS)(
  "%s: resumed, a training ends with the weights of one that was not stopped",
  async (_, method, decoder) => {
    await useEngine("onnxruntime");
    const whole = modelFor(method, decoder);
    const kept: TrainingState[] = [];
    const onCheckpoint = async (state: TrainingState) => {
      kept.push(structuredClone(state));
    };
    await reportsOf(whole, sourceFor(method, 7), { method, steps: 6, checkpointEvery: 3, onCheckpoint });
    const resumed = modelFor(method, decoder);
    await reportsOf(resumed, sourceFor(method, 7), { method, steps: 6, resumeFrom: kept[0]! });
    expect(kept[0]!.step).toBe(3);
    expect([...weightsOf(resumed)]).toEqual([...weightsOf(whole)]);
    whole.dispose();
    resumed.dispose();
  },
);

test("ignored pixels change nothing", async () => {
  await useEngine("wasm");
  for (const [, method, decoder] of METHODS.filter(([, { name }]) => !WHOLE_PATCHES.includes(name))) {
    const losses: (number | null)[] = [];
    for (const other of [0, 1000]) {
      const source = patches(9, 2);
      const spoilt: BatchSource = {
        ...source,
        next: () => {
          const { labels, images, ...batch } = source.next();
          // a corner is ignored; its samples reach others only where the network looks past it
          const isCorner = (pixel: number) => pixel % SIDE < 8 && Math.floor(pixel / SIDE) % SIDE < 8;
          return {
            ...batch,
            images,
            labels: labels.map((label, pixel) => (isCorner(pixel) ? 255 : label)),
          };
        },
      };
      const model = modelFor(method, decoder);
      const running = method.start(model);
      const { batch, inputs = {} } = running.prepare!(spoilt.next(), { step: 0, steps: 1 });
      const tf = await import("@tensorflow/tfjs-core");
      const corner = tf.tensor(
        Float32Array.from({ length: batch.size * SIDE * SIDE }, (_, pixel) =>
          pixel % SIDE < 8 && Math.floor(pixel / SIDE) % SIDE < 8 ? other : 0,
        ),
        [batch.size, SIDE, SIDE, 1],
      );
      const images = tf.tensor4d(batch.images, [batch.size, SIDE, SIDE, 3]);
      const logits = tf.add(model.network.apply(images, { training: true }) as never, corner) as never;
      const labels = tf.tensor3d(Int32Array.from(batch.labels), [batch.size, SIDE, SIDE], "int32");
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
      );
      const terms = running.terms!(unused, { logits, labels, inputs: given });
      losses.push(tf.addN(Object.values(terms)).dataSync()[0]!);
      model.dispose();
    }
    expect(losses[1]).toBeCloseTo(losses[0]!, 4);
  }
});

describe("wrong use", () => {
  const refusal = async (run: () => Promise<unknown>) => {
    const error = await run().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(isSelfSupervisedError(error)).toBe(true);
    return (error as Error).message;
  };

  test("a head with another number of outputs", async () => {
    await useEngine("cpu");
    const model = modelFor(rotationPrediction());
    expect(
      await refusal(() => reportsOf(model, patches(1), { method: maskedReconstruction(), steps: 1 })),
    ).toMatchInlineSnapshot(
      `"the model's head has 4 outputs, method "masked-reconstruction" needs 3; make the model with the scheme of outputs(bands)"`,
    );
    model.dispose();
  });

  test("patches that do not fit", async () => {
    await useEngine("cpu");
    const method = maskedReconstruction({ cell: 24 });
    const model = modelFor(method);
    expect(await refusal(() => reportsOf(model, patches(1), { method, steps: 1 }))).toMatchInlineSnapshot(
      `"patches are 32×32 pixels, expected multiples of 24 for method "masked-reconstruction"; change the size or the number of patches"`,
    );
    model.dispose();
    const twins = pixelBarlowTwins();
    const other = modelFor(twins);
    expect(
      await refusal(() => reportsOf(other, patches(1, 3), { method: twins, steps: 1 })),
    ).toMatchInlineSnapshot(
      `"patches are 3 in a batch, expected an even number for method "pixel-barlow-twins"; change the size or the number of patches"`,
    );
    other.dispose();
    const siamese = simSiam({ dimensions: 8 });
    const third = modelFor(siamese, linear());
    expect(
      await refusal(() => reportsOf(third, patches(1, 6), { method: siamese, steps: 1 })),
    ).toMatchInlineSnapshot(
      `"patches are 6 in a batch, expected an even number from 8 for method "sim-siam"; change the size or the number of patches"`,
    );
    third.dispose();
  });

  test("the state of something else", async () => {
    await useEngine("cpu");
    const method = rotationPrediction();
    const model = modelFor(method, linear());
    const running = method.start(model);
    expect(() =>
      running.restore({ json: { seed: "x" }, tensors: new Map() }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[SelfSupervisedError: the saved state is none of method "rotation-prediction"; start the training again, or resume it with its own method]`,
    );
    model.dispose();
  });
});

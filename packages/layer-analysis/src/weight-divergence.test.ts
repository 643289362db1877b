import { expect, test } from "vitest";
import { smallNetwork } from "../test/support.ts";
import { gaussianWeightKl } from "./gaussian-weight-kl.ts";
import type { LayerWeights } from "./layer-weights.ts";
import { weightDivergence } from "./weight-divergence.ts";

const measure = gaussianWeightKl();

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error && "code" in error
      ? `${String(error.code)}: ${error.message}`
      : String(error);
  }
  return "accepted";
}

function edited(
  network: LayerWeights,
  edit: (parameter: LayerWeights["parameters"][number]) => object,
): LayerWeights {
  return {
    ...network,
    parameters: network.parameters.map((parameter) => ({ ...parameter, ...edit(parameter) })),
  };
}

test("groups come in network order, with kernels alone, and only what moved is above 0", () => {
  const rows = weightDivergence(smallNetwork(0), smallNetwork(0.5), { measure });
  expect(rows.map(({ layer, kind, count }) => [layer, kind, count])).toEqual([
    ["encoder.stem", "kernel", 18],
    ["encoder.stage1", "kernel", 16],
    ["head", "kernel", 6],
  ]);
  expect(rows.map(({ divergence }) => divergence > 0)).toEqual([false, false, true]);
});

test("other kinds have rows of their own, told from names and shapes", () => {
  const kinds = ["kernel", "norm-scale", "norm-shift", "bias"] as const;
  const rows = weightDivergence(smallNetwork(0), smallNetwork(0.5), { measure, kinds });
  expect(rows.map(({ layer, kind }) => `${layer} ${kind}`)).toEqual([
    "encoder.stem kernel",
    "encoder.stem norm-scale",
    "encoder.stem norm-shift",
    "encoder.stage1 kernel",
    "head kernel",
    "head bias",
  ]);
});

test("constant weights give NaN and are listed", () => {
  const rows = weightDivergence(smallNetwork(0), smallNetwork(0), { measure, kinds: ["norm-scale"] });
  expect(rows[0]?.divergence).toBeNaN();
  expect(rows[0]?.undefinedTensors).toEqual(["encoder.bn1.weight"]);
});

test("one constant tensor is left out of its group's mean and named", () => {
  const candidate = edited(smallNetwork(0.5), ({ name, data }) =>
    name.endsWith("conv2.weight") ? { data: data.map(() => 3) } : {},
  );
  const stage = weightDivergence(smallNetwork(0), candidate, { measure })[1];
  expect(stage?.divergence).toBeCloseTo(0, 12);
  expect(stage?.undefinedTensors).toEqual(["encoder.layer1.0.conv2.weight"]);
});

test("rows can be tensors, and a group is the mean of its tensors", () => {
  const candidate = edited(smallNetwork(0), ({ data }) => ({
    data: data.map((value, i) => value * (1 + i / 9)),
  }));
  const tensors = weightDivergence(smallNetwork(0), candidate, { measure, by: "tensor" });
  const groups = weightDivergence(smallNetwork(0), candidate, { measure });
  expect(tensors.map(({ layer }) => layer)).toHaveLength(4);
  expect(groups[1]?.divergence).toBeCloseTo((tensors[1]!.divergence + tensors[2]!.divergence) / 2, 12);
});

test("other decoders do not hinder a comparison of the encoder", () => {
  const other = edited(smallNetwork(0), ({ group }) => (group === "head" ? { name: "other.weight" } : {}));
  const layers = ["encoder.stage1", "encoder.stem"];
  expect(weightDivergence(smallNetwork(0), other, { measure, layers }).map(({ layer }) => layer)).toEqual([
    "encoder.stem",
    "encoder.stage1",
  ]);
});

test("a missing group, a missing tensor and another shape are told by name", () => {
  const noHead = {
    groups: ["encoder.stem", "encoder.stage1"],
    parameters: smallNetwork(0).parameters.slice(0, 6),
  };
  const renamed = edited(smallNetwork(0), ({ group }) => (group === "head" ? { name: "other.weight" } : {}));
  const wider = edited(smallNetwork(0), ({ name }) =>
    name === "segmentation_head.0.weight" ? { shape: [1, 1, 3, 2] } : {},
  );
  const compare = (candidate: LayerWeights) =>
    codeOf(() => weightDivergence(smallNetwork(0), candidate, { measure }));
  expect(compare(noHead)).toMatchInlineSnapshot(
    `"LAYER_MISMATCH: layer group "head" is missing from the candidate, which has encoder.stem, encoder.stage1; name the groups that both have in "layers""`,
  );
  expect(compare(renamed)).toMatchInlineSnapshot(
    `"LAYER_MISMATCH: tensor "other.weight" is missing from the reference; compare models of one architecture, or name common groups in "layers""`,
  );
  expect(compare(wider)).toBe(
    'LAYER_MISMATCH: tensor "segmentation_head.0.weight" is 1×1×2×3 in the reference, but 1×1×3×2 in the candidate; compare models of one architecture',
  );
  expect(codeOf(() => weightDivergence(noHead, smallNetwork(0), { measure }))).toContain("LAYER_MISMATCH");
  expect(codeOf(() => weightDivergence(noHead, noHead, { measure, layers: [] }))).toContain("EMPTY_INPUT");
});

import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { tinyModel } from "../test/tiny-model.ts";
import { applyFreezePlan } from "./freeze-plan.ts";
import { summariseModel } from "./summarise-model.ts";

beforeAll(() => setBackend("cpu"));

test("counts what is there, by hand: kernels times places, frozen apart from trained", async () => {
  const model = tinyModel();
  applyFreezePlan(model, { encoder: "frozen" });
  const summary = await expectNoTensorLeak(() => summariseModel(model, { height: 8, width: 4 }));
  expect(summary.image).toEqual([8, 4, 2]);
  expect(summary.groups.map(({ name, outputShape }) => [name, outputShape])).toEqual([
    ["encoder.stem", [4, 2, 3]],
    ["decoder.block1", [4, 2, 2]],
    ["head", [8, 4, 2]],
  ]);
  const [stem, block, head] = summary.groups;
  expect(stem).toMatchObject({
    parameters: { trainable: 0, frozen: 3 * 3 * 2 * 3 + 6, statistics: 6 },
    multiplyAdds: 8 * 3 * 3 * 2 * 3,
    activationBytes: 4 * (8 * 4 * 2 + 3 * 8 * 3), // image, convolution, norm, ReLU
  });
  expect(block!.multiplyAdds).toBe(8 * 3 * 3 * 3 * 2);
  expect(head!.multiplyAdds).toBe(8 * 2 * 2);
  expect(summary.multiplyAdds).toBe(8 * (54 + 54 + 4));
  expect(summary.weightBytes).toBe(4 * (60 + 6 + 54 + 6));
  model.dispose();
});

test("a size that does not fit is refused", () => {
  const model = tinyModel();
  expect(() => summariseModel(model, { height: 6, width: 4 })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: an image of 6×4 pixels does not fit decoder "tiny", which takes whole multiples of 4; give a height and width of those]`,
  );
  model.dispose();
});

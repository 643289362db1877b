import "@tensorflow/tfjs-backend-cpu";
import { type SegmentationModel, weightsOf } from "@undercoat/segmentation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smallModel } from "../test/models.ts";
import { exchangeGroups } from "./exchange-groups.ts";

let [model, donor, wider]: SegmentationModel[] = [];
beforeAll(() => {
  [model, donor, wider] = [smallModel(1), smallModel(2), smallModel(1, 4)];
});
afterAll(() => {
  for (const one of [model, donor, wider]) one!.dispose();
});

/** Share of the donor's tensors in a model: what an exchange should change, and nothing else. */
function share(of: SegmentationModel): number {
  const other = weightsOf(donor!);
  const kernels = [...weightsOf(of)].filter(([, { shape }]) => shape.length === 4);
  return (
    kernels.filter(([name, { data }]) => data.every((v, i) => v === other.get(name)!.data[i])).length /
    kernels.length
  );
}

test("one group at a time comes from the donor, and the model is as before afterwards", async () => {
  const before = weightsOf(model!);
  const { base, groups } = await exchangeGroups(model!, weightsOf(donor!), { score: share });
  expect(base).toBe(0);
  expect(groups.map(({ group, effect }) => [group, effect])).toEqual(
    model!.groups.map((group) => [group, 1 / 4]),
  );
  expect(weightsOf(model!)).toEqual(before);
});

test("a repair runs before the score, and an error leaves the model as it was", async () => {
  const before = weightsOf(model!);
  const seen: string[] = [];
  const score = () => {
    if (seen.length === 2) throw TypeError("stop");
    return 0;
  };
  const work = exchangeGroups(model!, weightsOf(donor!), {
    score,
    repair: (_, group) => void seen.push(group),
  });
  await expect(work).rejects.toThrow("stop");
  expect(seen).toEqual(model!.groups.slice(0, 2));
  expect(weightsOf(model!)).toEqual(before);
});

test("another architecture and an unknown group are told", async () => {
  const messageOf = (work: Promise<unknown>) => work.catch((error: Error) => error.message);
  expect(
    await messageOf(exchangeGroups(model!, weightsOf(wider!), { score: () => 0 })),
  ).toMatchInlineSnapshot(
    `"tensor "encoder.conv0.weight" is 3×3×2×3 in the model, but 3×3×2×4 in the donor; exchange groups between models of one architecture"`,
  );
  expect(
    await messageOf(
      exchangeGroups(model!, weightsOf(donor!), { score: () => 0, groups: ["encoder.stage9"] }),
    ),
  ).toMatchInlineSnapshot(
    `"the model has no layer group "encoder.stage9", only encoder.stem, encoder.stage1, decoder.block1, head; name groups it has"`,
  );
});

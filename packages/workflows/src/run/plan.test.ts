import { expect, test } from "vitest";
import { testConfig } from "../../test/test-config.ts";
import { costOf, planItems } from "./plan.ts";

test("items come after what they need, seed by seed, with the null only for the first seeds", () => {
  const items = planItems(testConfig({ seeds: [3, 4], layers: { seeds: 1 } }));
  const ids = items.map(({ id }) => id);
  expect(ids.filter((id) => id.includes("pretrain"))).toEqual([
    "seed-3/pretrain-osm",
    "seed-3/pretrain-clean",
    "seed-3/pretrain-clean-null",
    "seed-4/pretrain-osm",
    "seed-4/pretrain-clean",
  ]);
  for (const { id, needs } of items)
    for (const need of needs) expect(ids.indexOf(need), `${id} needs ${need}`).toBeLessThan(ids.indexOf(id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("the null has the seed's weights and another data order", () => {
  const item = planItems(testConfig({ seeds: [3] })).find(({ id }) => id.endsWith("clean-null"));
  expect(item).toMatchObject({ seed: 3, pretraining: "clean", orderSeed: 1003 });
});

test("an arm without fine-tuning is judged by the pretrained model", () => {
  const item = planItems(testConfig({ seeds: [0] })).find(({ id }) => id === "seed-0/evaluate-osm-none");
  expect(item?.needs).toEqual(["seed-0/pretrain-osm"]);
});

test("frozen fine-tuning costs less than full, and more steps cost more", () => {
  const config = testConfig({ seeds: [0] });
  const items = planItems(config);
  const cost = (id: string) => costOf(items.find((item) => item.id === id)!, config);
  expect(cost("seed-0/finetune-osm-frozen")).toBeLessThan(cost("seed-0/finetune-osm-full"));
  expect(cost("seed-0/finetune-osm-full")).toBeLessThan(cost("seed-0/pretrain-osm"));
});

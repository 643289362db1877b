import { expect, test } from "vitest";
import type { RunConfig } from "../config/run-config.ts";
import { inputFiles } from "../run/input-files.ts";
import { loadStudy } from "./load-study.ts";
import { type StudyItems, studyItems, withNeeds } from "./study-items.ts";

const BASE = {
  name: "base",
  seeds: [0, 1],
  data: {
    root: "data",
    labels: { clean: "labels/{scene}.tif", osm: "osm/{scene}.tif" },
    scheme: {
      name: "s",
      classes: [
        { value: 0, name: "other" },
        { value: 1, name: "building" },
      ],
    },
    windows: { pretrain: { a: "all", b: [0, 0, 64, 64] }, finetune: { c: "all" }, test: { d: "all" } },
  },
  pretrainings: { osm: { role: "noisy", labels: "osm" }, clean: { role: "clean", labels: "clean" } },
  modes: ["frozen", "whole", "none"],
} satisfies RunConfig;

type Axes = { name: string; key: string; values: unknown[] }[];

async function items(
  { base = BASE as object, axes = [] as Axes, set = {} as object, engine = "wasm" },
  sumOf = (file: string) => `sum of ${file}`,
): Promise<StudyItems> {
  const { points } = await loadStudy({ study: { name: "s", base, axes, set } as never });
  const files = points.flatMap(({ loaded }) => inputFiles(loaded.config).map(({ file }) => file));
  return studyItems(points, { sums: new Map(files.map((file) => [file, sumOf(file)])), engine });
}

const idsOf = ({ tasks }: StudyItems, stage: string) =>
  [...tasks].filter(([, { item }]) => item.stage === stage).map(([id]) => id);
const same = (a: StudyItems, b: StudyItems, stage: string) =>
  JSON.stringify(idsOf(a, stage).toSorted()) === JSON.stringify(idsOf(b, stage).toSorted());
/** Which stages a change of the config makes anew. */
const changed = (a: StudyItems, b: StudyItems) =>
  ["pretrain", "finetune", "evaluate"].filter((stage) => !same(a, b, stage));

test("an address does not depend on names, folders and the order of keys", async () => {
  const plain = await items({});
  const { data, ...rest } = BASE;
  const turned = {
    ...Object.fromEntries(Object.entries(rest).toReversed()),
    data: { ...data, root: "elsewhere" },
  };
  expect(changed(plain, await items({ base: turned }))).toEqual([]);
  const { osm, clean } = BASE.pretrainings;
  const renamed = {
    ...BASE,
    name: "other",
    workers: 3,
    checkpointEvery: 7,
    pretrainings: { gold: clean, cheap: osm },
  };
  expect(changed(plain, await items({ base: renamed }))).toEqual([]);
});

test("what a change makes anew: everything behind it, and nothing before it", async () => {
  const plain = await items({});
  const after = async (key: string, value: unknown) => changed(plain, await items({ set: { [key]: value } }));
  expect(await after("pretrain.steps", 7)).toEqual(["pretrain", "finetune", "evaluate"]);
  expect(await after("finetune.patches", 7)).toEqual(["finetune", "evaluate"]);
  expect(await after("finetune.wholeLearningRate", 0.01)).toEqual(["finetune", "evaluate"]);
  expect(await after("data.windows.test", { d: [0, 0, 8, 8] })).toEqual(["evaluate"]);
  expect(await after("data.windows.finetune", { c: [0, 0, 64, 64] })).toEqual(["finetune", "evaluate"]);
  expect(await after("data.windows.pretrain", { b: [0, 0, 64, 64], a: "all" })).toEqual([
    "pretrain",
    "finetune",
    "evaluate",
  ]); // the order of scenes is one of patches
  expect(await after("data.positiveClass", "other")).toEqual(["finetune", "evaluate"]);
  expect(await after("data.positiveClass", "building")).toEqual([]);
  expect(changed(plain, await items({ engine: "cpu" }))).toHaveLength(3);
});

test("a changed input changes what reads it", async () => {
  const plain = await items({});
  const other = (name: string) => (file: string) => (file === name ? "another" : `sum of ${file}`);
  expect(changed(plain, await items({}, other("images/a.tif")))).toEqual([
    "pretrain",
    "finetune",
    "evaluate",
  ]);
  expect(changed(plain, await items({}, other("labels/c.tif")))).toEqual(["finetune", "evaluate"]);
  expect(changed(plain, await items({}, other("labels/d.tif")))).toEqual(["evaluate"]);
  const osm = await items({}, other("osm/a.tif"));
  expect(idsOf(osm, "pretrain").filter((id) => idsOf(plain, "pretrain").includes(id))).toHaveLength(2); // the clean ones
});

test("points share what does not differ between them", async () => {
  const {
    unshared,
    tasks,
    items: all,
    rows,
  } = await items({
    axes: [{ name: "patches", key: "finetune.patches", values: [4, 16, 64] }],
  });
  const count = (stage: string) => idsOf({ tasks } as StudyItems, stage).length;
  // for each seed: 2 pretrainings; frozen and whole of osm, frozen of clean, frozen of random, three times; "none" once
  expect([count("pretrain"), count("finetune"), count("evaluate")]).toEqual([4, 2 * 4 * 3, 2 * (4 * 3 + 2)]);
  expect(unshared).toMatchObject({ pretrain: 12, total: 3 * (4 + 8 + 12) });
  expect(rows).toHaveLength(3 * 2 * 6);
  const place = new Map(all.map(({ id }, at) => [id, at]));
  for (const { id, needs } of all)
    for (const need of needs) expect(place.get(need)!).toBeLessThan(place.get(id)!);
  // a shard has what it needs
  const last = all.filter(({ id }) => tasks.get(id)!.item.stage === "evaluate").slice(-1);
  expect(withNeeds(last, all).length).toBeGreaterThan(1);
});

test("permuted labels, another order, noise, a method and a task without labels are other pretrainings; the role is not", async () => {
  const { osm } = BASE.pretrainings;
  const count = async (other: object) =>
    idsOf(
      await items({
        base: { ...BASE, modes: ["frozen"], pretrainings: { osm, other: { ...osm, ...other } } },
      }),
      "pretrain",
    ).length;
  expect(await count({})).toBe(2);
  expect(await count({ role: "control", permuted: true })).toBe(4);
  expect(await count({ order: 5 })).toBe(4);
  expect(await count({ noise: { kind: "omission", probability: 0.1 } })).toBe(4);
  expect(await count({ method: "small-loss" })).toBe(4);
  expect(await count({ method: null })).toBe(2); // none, as without a method of the stage
  expect(await count({ role: "self-supervised", pretext: "masked-reconstruction" })).toBe(4);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { expandStudy } from "./expand-study.ts";
import { StudyOptions } from "./study-options.ts";

const expand = (axes: StudyOptions["axes"], set = {}) =>
  expandStudy(StudyOptions.parse({ name: "s", base: "run.yaml", axes, set }));
const patches = { name: "patches", key: "finetune.patches", values: [4, 16] };

test("the last axis moves fastest; what holds everywhere is set first", () => {
  const points = expand(
    [patches, { name: "decoder", key: "model.finetuneDecoder", values: ["unet", "fpn"] }],
    {
      "pretrain.steps": 10,
    },
  );
  expect(points.map(({ values }) => `${values["patches"]} ${values["decoder"]}`)).toEqual([
    "4 unet",
    "4 fpn",
    "16 unet",
    "16 fpn",
  ]);
  expect(points[1]!.settings).toEqual([
    ["pretrain.steps", 10],
    ["finetune.patches", 4],
    ["model.finetuneDecoder", "fpn"],
  ]);
});

test("kinds of noise are scaled to rates of their own", () => {
  const kinds = {
    flips: { kind: "class-conditional", rate: 0.1 },
    left: { kind: "omission", probability: 0.1 },
  };
  const rates = { flips: [0.1, 0.2], left: [0.05] };
  const points = expand([{ name: "noise", key: ["a.noise", "b.noise"], kinds, rates, tolerance: 0.01 }]);
  expect(points.map(({ values }) => values)).toEqual([
    { noise: "flips", rate: 0.1 },
    { noise: "flips", rate: 0.2 },
    { noise: "left", rate: 0.05 },
  ]);
  const scaled = { kind: "scaled", noise: kinds.left, pixelErrorRate: 0.05, tolerance: 0.01 };
  expect(points[2]!.settings).toEqual([
    ["a.noise", scaled],
    ["b.noise", scaled],
  ]);
});

test("explicit points have columns of their own, or a number", () => {
  const points = [
    { as: { plan: "all", lr: 0.1 }, set: { x: 1 } },
    { as: { plan: "none", lr: 0.1 }, set: { x: 2 } },
  ];
  expect(expand([{ name: "plan", points }]).map(({ values }) => values)).toEqual(points.map(({ as }) => as));
  const bare = [{ set: { x: 1 } }, { set: { x: 2 } }];
  expect(expand([{ name: "p", points: bare }]).map(({ values }) => values)).toEqual([{ p: 1 }, { p: 2 }]);
});

test("as many points as the product of the axes, each once", () => {
  const axis = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(axis, { maxLength: 4 }), (lists) => {
      const points = expand(lists.map((values, at) => ({ name: `a${at}`, key: `k${at}`, values })));
      expect(points).toHaveLength(lists.reduce((product, { length }) => product * length, 1));
      expect(new Set(points.map(({ values }) => JSON.stringify(values))).size).toBe(points.length);
    }),
  );
});

test("bad axes", () => {
  const said = (axes: StudyOptions["axes"]) => {
    try {
      return expand(axes);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(said([patches, patches])).toMatchInlineSnapshot(
    `"the axes give the column "patches" twice, expected columns of their own; give the axis another name"`,
  );
  expect(said([{ ...patches, name: "seed" }])).toMatchInlineSnapshot(
    `"the axes give the column "seed" that every table has, expected columns of their own; give the axis another name"`,
  );
  expect(said([{ ...patches, values: [4, 4] }])).toMatchInlineSnapshot(
    `"study "s" has the point {"patches":4} twice, expected each once; take a value away, or tell them apart by "as""`,
  );
  const many = Array.from({ length: 400 }, (_, at) => at);
  expect(
    said([
      { ...patches, values: many },
      { name: "b", key: "b", values: many },
    ]),
  ).toMatchInlineSnapshot(
    `"the axes of study "s" make 160000 points, but at most 100000 were expected; take values away"`,
  );
  expect(
    said([{ name: "noise", key: "n", kinds: { flips: { kind: "x" } }, rates: { other: [0.1] } }]),
  ).toMatchInlineSnapshot(
    `"the axis "noise" gives no rates for "flips", but for other; give some, or one list for all"`,
  );
});

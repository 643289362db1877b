import { createRng } from "@undercoat/random";
import { type ClassScheme, labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { classConditionalNoise, pairflipMatrix, symmetricMatrix } from "./class-conditional-noise.ts";
import { isLabelNoiseError } from "./errors.ts";

const scheme: ClassScheme = {
  name: "three",
  classes: ["water", "field", "town"].map((name, value) => ({ value, name })),
};
const labelsOf = (data: Uint8Array, width = data.length) =>
  labelMap({ width, height: data.length / width, scheme, data });
const many = labelsOf(
  Uint8Array.from({ length: 40_000 }, (_, i) => (i % 7 === 6 ? 255 : i % 3)),
  200,
);
const FOUR_DEVIATIONS = 4;

test("the asked rates are met within four binomial deviations, class by class", () => {
  const transitionMatrix = [
    [0.9, 0.1, 0],
    [0, 1, 0],
    [0.25, 0.25, 0.5],
  ];
  const { report } = classConditionalNoise({ transitionMatrix }).apply(many, createRng(1));
  report.confusion.forEach((row, clean) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, noisy) => {
      const asked = transitionMatrix[clean]![noisy]!;
      const deviation = Math.sqrt(total * asked * (1 - asked));
      expect(Math.abs(count - asked * total)).toBeLessThanOrEqual(FOUR_DEVIATIONS * deviation);
    });
  });
});

test("a symmetric rate is met, and shared by the other classes", () => {
  const { report } = classConditionalNoise({ rate: 0.3 }).apply(many, createRng(2));
  const deviation = Math.sqrt((0.3 * 0.7) / report.valid);
  expect(Math.abs(report.noiseRate - 0.3)).toBeLessThan(FOUR_DEVIATIONS * deviation);
  expect(symmetricMatrix(scheme, 0.3)[0]).toEqual([0.7, 0.15, 0.15]);
});

test("a pairflip goes to the next class, single flips and rows of counts to where they say", () => {
  const matrixOf = (options: Parameters<typeof classConditionalNoise>[0]) =>
    classConditionalNoise(options).apply(many, createRng(0)).report.facts["transitionMatrix"];
  expect(matrixOf({ rate: 0.2, pattern: "pairflip" })).toEqual(pairflipMatrix(scheme, 0.2));
  expect(pairflipMatrix(scheme, 0.2)).toEqual([
    [0.8, 0.2, 0],
    [0, 0.8, 0.2],
    [0.2, 0, 0.8],
  ]);
  const flips = [
    { from: "field", to: "water", probability: 0.25 },
    { from: 1, to: "town", probability: 0.25 },
  ];
  expect(matrixOf({ flips })).toEqual([
    [1, 0, 0],
    [0.25, 0.5, 0.25],
    [0, 0, 1],
  ]);
  const confusion = [
    [30, 10, 0],
    [0, 0, 0],
    [5, 5, 10],
  ];
  expect(matrixOf({ confusion, classes: ["water", "field"] })).toEqual([
    [0.75, 0.25, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const often = [...flips, { from: 1, to: 0, probability: 0.7 }];
  expect(() => matrixOf({ flips: often })).toThrow(
    'flips from class 1 "field" have probability 1.2 together',
  );
});

test("objects are redrawn as a whole, at the asked rate", () => {
  const data = Uint8Array.from(
    { length: 90_000 },
    (_, i) => (Math.floor((i % 300) / 5) + Math.floor(i / 1500)) % 3,
  );
  const noise = classConditionalNoise({ rate: 0.3, per: "object" });
  const { labels, report } = noise.apply(labelsOf(data, 300), createRng(4));
  expect(report.facts["objects"]).toBe(3600);
  const rates = labels.data.reduce((sum, index, pixel) => sum + Number(index !== data[pixel]), 0) / 25;
  expect(Number.isInteger(rates)).toBe(true);
  expect(Math.abs(rates - 0.3 * 3600)).toBeLessThan(FOUR_DEVIATIONS * Math.sqrt(3600 * 0.3 * 0.7));
});

test("numbers by place are as good as numbers in order: rates, and no pattern along rows or columns", () => {
  const noise = classConditionalNoise({ rate: 0.5, draws: "place" });
  const even = labelsOf(new Uint8Array(40_000), 200);
  const { data } = noise.apply(even, createRng(7)).labels;
  const isChanged = Array.from(data, (index) => Number(index !== 0));
  for (const step of [1, 2, 199, 200, 201]) {
    const pairs = isChanged.slice(step).filter((value, at) => value === isChanged[at]).length;
    const count = isChanged.length - step;
    expect(Math.abs(pairs - count / 2)).toBeLessThan(FOUR_DEVIATIONS * Math.sqrt(count / 4));
  }
});

test("rate 0 changes nothing, ignored pixels stay ignored, and the input is not touched", () => {
  const class255 = fc.constantFrom(0, 1, 2, 255);
  fc.assert(
    fc.property(
      fc.uint8Array({ min: 0, max: 2, minLength: 1 }),
      fc.array(class255),
      fc.integer(),
      (a, b, seed) => {
        const data = Uint8Array.from([...a, ...b]);
        const before = data.slice();
        const none = classConditionalNoise({ rate: 0 }).apply(labelsOf(data), createRng(seed));
        expect(none.labels.data).toEqual(before);
        expect(none.report).toMatchObject({ changed: 0, noiseRate: 0, newlyIgnored: 0 });
        const all = classConditionalNoise({ rate: 1 }).apply(labelsOf(data), createRng(seed));
        all.labels.data.forEach((index, pixel) => {
          if (before[pixel] === 255) expect(index).toBe(255);
          else expect(index).not.toBe(before[pixel]);
        });
        expect(data).toEqual(before);
      },
    ),
  );
});

test("the noise depends on the seed alone", () => {
  const noise = classConditionalNoise({ rate: 0.5 });
  expect(noise.apply(many, createRng(3))).toEqual(noise.apply(many, createRng(3)));
  expect(noise.apply(many, createRng(3)).labels.data).not.toEqual(
    noise.apply(many, createRng(4)).labels.data,
  );
});

test("the report counts what changed", () => {
  const transitionMatrix = [
    [0, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const { report } = classConditionalNoise({ transitionMatrix }).apply(
    labelsOf(Uint8Array.of(0, 1, 255, 1)),
    createRng(0),
  );
  expect(report).toEqual({
    name: "class-conditional",
    valid: 3,
    changed: 1,
    noiseRate: 1 / 3,
    newlyIgnored: 0,
    confusion: [
      [0, 1, 0],
      [0, 2, 0],
      [0, 0, 0],
    ],
    iou: [0, 2 / 3, null],
    areaChange: [-1, 0.5, null],
    lostClasses: [0],
    objects: [
      { clean: 1, noisy: 0, lost: 1, added: 0, moved: 0 },
      { clean: 2, noisy: 2, lost: 0, added: 0, moved: 1 },
      { clean: 0, noisy: 0, lost: 0, added: 0, moved: 0 },
    ],
    facts: { transitionMatrix },
  });
});

test("a map without any class is noise-free", () => {
  const { report } = classConditionalNoise({ rate: 1 }).apply(
    labelsOf(Uint8Array.of(255, 255)),
    createRng(0),
  );
  expect(report).toMatchObject({ valid: 0, changed: 0, noiseRate: 0, iou: [null, null, null] });
});

test("a matrix of another order, or a rate with one class, is refused", () => {
  const two = classConditionalNoise({
    transitionMatrix: [
      [1, 0],
      [0, 1],
    ],
  });
  expect(() => two.apply(many, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: transition matrix is 2×2, but class scheme "three" has 3 classes; build the matrix from this scheme]`,
  );
  const one = { name: "one", classes: [{ value: 0, name: "all" }] };
  expect(() => symmetricMatrix(one, 0.1)).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: class scheme "one" has 1 class, but noise at a rate needs at least 2; add a class]`,
  );
});

test("rows that do not sum to 1, both ways at once, or neither, are refused", () => {
  const rows = [
    [0.5, 0.4],
    [0, 1],
  ];
  expect(() => classConditionalNoise({ transitionMatrix: rows })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: class-conditional: key "transitionMatrix.0": row 0 sums to 0.9, but must sum to 1; see the schema of its options]`,
  );
  expect(() => classConditionalNoise({ transitionMatrix: [[1], [1]] })).toThrow(
    "row 0 has 1 columns, but the matrix must be square: 2",
  );
  expect(() => classConditionalNoise({})).toThrow(
    "give one of transitionMatrix, rate, flips or confusion, but none of them is given",
  );
});

test("the guard tells errors of this package apart", () => {
  const caught = (() => {
    try {
      return symmetricMatrix({ name: "none", classes: [] }, 0);
    } catch (error) {
      return error;
    }
  })();
  expect(isLabelNoiseError(caught)).toBe(true);
  expect(isLabelNoiseError(caught, "ONE_CLASS")).toBe(true);
  expect(isLabelNoiseError(caught, "CLASS_UNKNOWN")).toBe(false);
  expect(isLabelNoiseError(new TypeError("x"))).toBe(false);
});

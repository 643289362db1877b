import { expect, test } from "vitest";
import type { EvaluationData } from "./index.ts";
import { renderEvaluation } from "./index.ts";

const picture = { width: 2, height: 1, data: Uint8Array.of(0, 255) };
const DATA: EvaluationData = {
  generatedBy: "undercoat <1>",
  labels: "a&b.tif",
  predicted: "c.tif",
  width: 20,
  height: 10,
  crs: "EPSG:32633",
  scheme: {
    name: "cover",
    classes: [
      { value: 0, name: "other" },
      { value: 1, name: "<wood>" },
      { value: 2, name: "sea" },
    ],
  },
  confusion: [
    [12000, 30, 0],
    [10, 40, 0],
    [0, 0, 0],
  ],
  pixels: 12080,
  ignored: 20,
  unpredicted: 5,
  iou: [0.9967, 0.5, null],
  f1: [0.998, 0.667, null],
  precision: [0.999, 0.571, null],
  recall: [0.9975, 0.8, null],
  absentClasses: ["sea"],
  meanIou: 0.748,
  meanF1: 0.83,
  overallAccuracy: 0.9967,
  kappa: 0.66,
  mcc: 0.67,
  intervals: {
    level: 0.9,
    resamples: 2000,
    seed: 0,
    blockSize: 4,
    blocks: 15,
    iou: [[0.99, 1], null, null],
    f1: [[0.99, 1], null, null],
    meanIou: null,
    meanF1: null,
    overallAccuracy: [0.99, 0.999],
    reasons: [
      'no interval for the IoU of "<wood>": undefined in 700 of 2000 resamples: it rests on too few units',
    ],
  },
  areas: [
    {
      className: "other",
      referenceHectares: 1203,
      predictedHectares: 1201,
      errorHectares: -2,
      relativeError: -0.0017,
    },
    { className: "<wood>", referenceHectares: 5, predictedHectares: 7, errorHectares: 2, relativeError: 0.4 },
    { className: "sea", referenceHectares: 0, predictedHectares: 0, errorHectares: 0, relativeError: null },
  ],
  places: [{ title: "column 0, row 0", caption: "40 wrong", labels: picture, predicted: picture }],
  notes: ["5 labelled pixels have no prediction"],
};

test("scores, intervals, matrix, areas, places and what to keep in mind are all there, and escaped", () => {
  const html = renderEvaluation(DATA);
  for (const text of [
    "a&amp;b.tif",
    "undercoat &lt;1&gt;",
    "&lt;wood&gt;",
    "99.0 – 99.9",
    "In neither map, and in no mean: sea.",
    "it rests on too few units",
    "5 labelled pixels have no prediction",
    "12\u202f000",
    "column 0, row 0",
    "Mapped area of every class",
    "15 blocks of 4×4 pixels",
  ])
    expect(html).toContain(text);
  expect(html.match(/<img src="data:image\/png;base64,/g)).toHaveLength(3);
  expect(html).not.toMatch(/<script|<wood>|NaN|undefined\b(?! in)/);
  expect(renderEvaluation(DATA)).toBe(html);
});

test("without areas and places their parts are left out", () => {
  const html = renderEvaluation({ ...DATA, areas: null, places: [] });
  expect(html).not.toContain('id="areas"');
  expect(html).not.toContain('id="places"');
});

test("a matrix of other classes, and pictures of two sizes, are refused", () => {
  expect(() => renderEvaluation({ ...DATA, confusion: [[1]] })).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: confusion matrix has 1 rows of 1 columns, but there are 3 classes; give one row and one column per class]`,
  );
  const [place] = DATA.places;
  const small = { width: 1, height: 1, data: Uint8Array.of(0) };
  expect(() =>
    renderEvaluation({ ...DATA, places: place === undefined ? [] : [{ ...place, predicted: small }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: labels of place "column 0, row 0" are 2×1 pixels, but the prediction is 1×1; give the same window of both]`,
  );
});

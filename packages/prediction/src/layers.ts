import { type ClassScheme, IGNORE_INDEX, type SampleArray } from "@undercoat/raster";
import { LayerOptions } from "./layer-options.ts";
import type { PredictedRows } from "./predict-rows.ts";

/** What a prediction can leave as a raster. */
export type LayerName = "classes" | "probabilities" | "confidence" | "entropy";

/** One raster that a prediction leaves. */
export interface Layer {
  readonly name: LayerName;
  readonly sampleType: "uint8" | "float32";
  readonly bandCount: number;
  /** Value of pixels without a class. */
  readonly nodata: number;
  /** A sample times this is what is meant; null: it is what is meant, or a class index. */
  readonly scale: number | null;
  /** Samples of finished rows, `[height, width, band]`. */
  encode(rows: PredictedRows): SampleArray;
}

/** Steps from 0 to 1 in eight bits: a two-hundred-and-fiftieth is 0.004, a number that people can read. */
const STEPS = 250;
const NODATA = 255;

/** The layers that options ask for, the class indices first. */
export function layersOf({ classes }: ClassScheme, options: LayerOptions = {}): readonly Layer[] {
  const { probabilities, confidence, entropy } = LayerOptions.parse(options);
  const classCount = classes.length;
  const single = { sampleType: "uint8", bandCount: 1, nodata: NODATA } as const;
  const layers: Layer[] = [
    { ...single, name: "classes", scale: null, encode: (rows) => classIndices(rows, classCount) },
  ];
  if (probabilities === "uint8")
    layers.push({
      ...{
        name: "probabilities",
        sampleType: "uint8",
        bandCount: classCount,
        nodata: NODATA,
        scale: 1 / STEPS,
      },
      encode: (rows) => inSteps(rows, classCount),
    });
  if (probabilities === "float32")
    layers.push({
      ...{
        name: "probabilities",
        sampleType: "float32",
        bandCount: classCount,
        nodata: Number.NaN,
        scale: null,
      },
      encode: (rows) => withHoles(rows, classCount),
    });
  const scaled = (name: LayerName, measure: (values: Float32Array, from: number) => number): Layer => ({
    ...single,
    name,
    scale: 1 / STEPS,
    encode: (rows) => measured(rows, classCount, measure),
  });
  if (confidence)
    layers.push(scaled("confidence", (values, from) => values[from + bestOf(values, from, classCount)]!));
  if (entropy) layers.push(scaled("entropy", (values, from) => entropyOf(values, from, classCount)));
  return layers;
}

/** The most probable class, the first of equals. */
function bestOf(values: Float32Array, from: number, classCount: number): number {
  let best = 0;
  for (let index = 1; index < classCount; index++)
    if (values[from + index]! > values[from + best]!) best = index;
  return best;
}

function classIndices({ probabilities, validity }: PredictedRows, classCount: number): Uint8Array {
  const indices = new Uint8Array(validity.length).fill(IGNORE_INDEX);
  for (let pixel = 0, from = 0; pixel < validity.length; pixel++, from += classCount)
    if (validity[pixel] === 1) indices[pixel] = bestOf(probabilities, from, classCount);
  return indices;
}

function inSteps({ probabilities, validity }: PredictedRows, classCount: number): Uint8Array {
  const steps = new Uint8Array(probabilities.length).fill(NODATA);
  for (let pixel = 0; pixel < validity.length; pixel++) {
    if (validity[pixel] === 0) continue;
    for (let at = pixel * classCount; at < (pixel + 1) * classCount; at++)
      steps[at] = stepsOf(probabilities[at]!);
  }
  return steps;
}

function withHoles({ probabilities, validity }: PredictedRows, classCount: number): Float32Array {
  const values = probabilities.slice();
  for (let pixel = 0; pixel < validity.length; pixel++)
    if (validity[pixel] === 0) values.fill(Number.NaN, pixel * classCount, (pixel + 1) * classCount);
  return values;
}

function measured(
  { probabilities, validity }: PredictedRows,
  classCount: number,
  measure: (values: Float32Array, from: number) => number,
): Uint8Array {
  const steps = new Uint8Array(validity.length).fill(NODATA);
  for (let pixel = 0; pixel < validity.length; pixel++)
    if (validity[pixel] === 1) steps[pixel] = stepsOf(measure(probabilities, pixel * classCount));
  return steps;
}

function entropyOf(values: Float32Array, from: number, classCount: number): number {
  if (classCount === 1) return 0;
  let sum = 0;
  for (let at = from; at < from + classCount; at++)
    if (values[at]! > 0) sum -= values[at]! * Math.log(values[at]!);
  return sum / Math.log(classCount);
}

/** Float sums of parts may leave 0 to 1 by a rounding. */
function stepsOf(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * STEPS);
}

import { labelMap, raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { percentileNormalisation } from "./percentile-normalisation.ts";
import { sceneDataset } from "./scene-dataset.ts";
import { sensorNormalisation } from "./sensor-normalisation.ts";

const scheme = { name: "one", classes: [{ value: 0, name: "a" }] };
const dataset = (data: readonly number[], validity: Uint8Array | null = null) =>
  sceneDataset({
    scheme,
    scenes: [
      {
        id: "a",
        image: raster({
          width: data.length,
          height: 1,
          bands: [{ name: "b" }],
          data: Float32Array.from(data),
          validity,
        }),
        labels: labelMap({ width: data.length, height: 1, scheme, data: new Uint8Array(data.length) }),
      },
    ],
  });

test("percentiles equal NumPy's", () => {
  // numpy.percentile([3, 1, 4, 1, 5, 9, 2, 6], [10, 75]) = [1., 5.25]
  const { mean, standardDeviation } = percentileNormalisation(dataset([3, 1, 4, 1, 5, 9, 2, 6]), {
    low: 10,
    high: 75,
  });
  expect([mean[0], standardDeviation[0]]).toEqual([1, 4.25]);
});

test("pixels that are not valid change nothing", () => {
  const plain = percentileNormalisation(dataset([1, 2, 3, 4]));
  expect(percentileNormalisation(dataset([1, 2, 999, 3, 4], Uint8Array.of(1, 1, 0, 1, 1)))).toEqual(plain);
  expect(() => percentileNormalisation(dataset([1], Uint8Array.of(0)))).toThrow(/0 valid pixels/);
});

test("a constant band and crossed percentiles are refused", () => {
  expect(() => percentileNormalisation(dataset([5, 5, 5]))).toThrow(/band "b" is 5/);
  expect(() => percentileNormalisation(dataset([1, 2]), { low: 60, high: 40 })).toThrow(
    /low must be below high/,
  );
});

test("a sensor's numbers come in the order of the bands asked for", () => {
  expect(sensorNormalisation("ssl4eo-s2-l1c", ["B4", "B2"])).toMatchObject({
    mean: [1363.52, 1390.78],
    standardDeviation: [1138.85, 850.35],
  });
  const all = sensorNormalisation("ssl4eo-s2-l1c");
  expect([all.bands.length, all.mean.length, all.standardDeviation.length]).toEqual([13, 13, 13]);
  expect(() => sensorNormalisation("landsat")).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: sensor "landsat" is not known, expected one of ssl4eo-s2-l1c, ssl4eo-s1; or compute it from your images]`,
  );
  expect(() => sensorNormalisation("ssl4eo-s1", ["HH"])).toThrow(/band of "ssl4eo-s1" "HH"/);
});

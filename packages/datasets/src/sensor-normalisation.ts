import { DatasetsError } from "./errors.ts";
import type { Normalisation } from "./normalisation.ts";

/** A normalisation that was published for a sensor, with its bands in order. */
export interface SensorNormalisation extends Normalisation {
  readonly name: string;
  readonly bands: readonly string[];
  /** What the samples must be. */
  readonly unit: string;
  readonly source: string;
}

const SSL4EO = "https://arxiv.org/abs/2211.07044";

const SENSORS: readonly SensorNormalisation[] = [
  {
    name: "ssl4eo-s2-l1c",
    bands: ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12"],
    unit: "top-of-atmosphere reflectance × 10 000",
    mean: [
      1605.58, 1390.78, 1314.87, 1363.52, 1549.44, 2091.75, 2371.72, 2299.9, 2560.3, 830.07, 22.1, 2177.07,
      1524.07,
    ],
    standardDeviation: [
      786.79, 850.35, 875.06, 1138.85, 1122.18, 1161.59, 1274.39, 1248.43, 1345.53, 577.32, 51.15, 1336.1,
      1136.54,
    ],
    source: SSL4EO,
  },
  {
    name: "ssl4eo-s1",
    bands: ["VV", "VH"],
    unit: "backscatter in dB",
    mean: [-12.548, -20.192],
    standardDeviation: [5.257, 5.912],
    source: SSL4EO,
  },
];

/**
 * Mean and standard deviation that were published for a sensor: `ssl4eo-s2-l1c` (Sentinel-2, 13 bands) or `ssl4eo-s1`
 * (Sentinel-1).
 *
 * @param bands - Names of the bands that the images have, in their order. Omitted: all of the sensor.
 * @throws {DatasetsError} `BAND_UNKNOWN`, for the name of the sensor too.
 * @see {@link https://arxiv.org/abs/2211.07044 | Wang et al. 2023, SSL4EO-S12}
 *
 * @example
 * ```ts
 * const { mean, standardDeviation } = sensorNormalisation("ssl4eo-s2-l1c", ["B4", "B3", "B2"]);
 * ```
 */
export function sensorNormalisation(name: string, bands?: readonly string[]): SensorNormalisation {
  const sensor = SENSORS.find((each) => each.name === name);
  if (sensor === undefined)
    throw unknown(
      "sensor",
      name,
      SENSORS.map((each) => each.name),
    );
  if (bands === undefined) return sensor;
  const places = bands.map((band) => {
    const place = sensor.bands.indexOf(band);
    if (place === -1) throw unknown(`band of "${name}"`, band, sensor.bands);
    return place;
  });
  const chosen = (values: readonly number[]) => places.map((place) => values[place] ?? Number.NaN);
  return { ...sensor, bands, mean: chosen(sensor.mean), standardDeviation: chosen(sensor.standardDeviation) };
}

function unknown(what: string, name: string, known: readonly string[]): DatasetsError {
  return new DatasetsError("BAND_UNKNOWN", {
    message: `${what} "${name}" is not known, expected one of ${known.join(", ")}; or compute it from your images`,
    context: { name, known },
  });
}

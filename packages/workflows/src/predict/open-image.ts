import { type ImageSource, imageSource } from "@undercoat/datasets";
import { type GeoTiffSource, openGeoTiff } from "@undercoat/geotiff";
import type { Predictor } from "@undercoat/prediction";
import { gridMismatch } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import type { PredictMapOptions } from "./predict-options.ts";

/** The rasters of a prediction as one image. */
export interface OpenImage {
  readonly image: ImageSource;
  close(): Promise<void>;
}

/**
 * Opens the rasters whose bands a model sees.
 *
 * @throws {WorkflowError} `DATA` for a raster on another grid without `resample`, or another number of bands.
 */
export async function openImage(
  { rasters, bands, resample }: Pick<PredictMapOptions, "rasters" | "bands" | "resample">,
  predictor: Pick<Predictor, "name" | "bands">,
): Promise<OpenImage> {
  const sources: GeoTiffSource[] = [];
  const close = async () => {
    for (const source of sources) await source.close();
  };
  try {
    for (const file of rasters) sources.push(await openGeoTiff(file));
    const [first] = sources;
    for (const other of sources.slice(1)) assertGrid(first!, other, resample);
    const asked = bands ?? withoutAlpha(sources);
    const image = imageSource(sources, { id: rasters[0] ?? "", bands: asked, align: resample });
    assertBands(image, sources, predictor);
    return { image, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Numbers of all bands that are not opacity, counted through all rasters. */
function withoutAlpha(sources: readonly GeoTiffSource[]): number[] {
  let before = 0;
  return sources.flatMap(({ bands, alpha }) => {
    const numbers = bands.map((_, at) => before + at + 1).filter((number) => number - before !== alpha);
    before += bands.length;
    return numbers;
  });
}

function assertGrid(first: GeoTiffSource, other: GeoTiffSource, resample: string | undefined): void {
  const mismatch = resample === undefined ? gridMismatch(first, other) : null;
  if (mismatch === null) return;
  throw new WorkflowError("DATA", {
    message: `"${first.name}" and "${other.name}" do not lie on each other: ${mismatch}; bring them onto one grid, or ask for it with --resample bilinear`,
    context: { first: first.name, other: other.name, mismatch },
  });
}

function assertBands(
  { bands }: ImageSource,
  sources: readonly GeoTiffSource[],
  { name, bands: wanted }: Pick<Predictor, "name" | "bands">,
): void {
  if (bands.length === wanted.length) return;
  const namesOf = (list: readonly { readonly name: string }[]) => list.map((band) => band.name).join(", ");
  const files = sources.map((source) => `"${source.name}"`).join(" and ");
  throw new WorkflowError("DATA", {
    message: `${files} give ${bands.length} bands (${namesOf(bands)}), but model "${name}" takes ${wanted.length} (${namesOf(wanted)}); choose them with --bands, such as --bands ${wanted.map((_, at) => at + 1).join(",")}`,
    context: { bands: bands.length, expected: wanted.length },
  });
}

import { type PolygonizeOptions, polygonize, reprojectFeatures } from "@undercoat/vector";
import { readLabelFile } from "./label-file.ts";
import type { SchemeOrSource } from "./open-label-file.ts";
import { refuseOverwriting } from "./refuse-overwriting.ts";
import { vectorWriter } from "./vector-writer.ts";

/** What {@link polygonizeLabels} takes. */
export interface PolygonizeLabelsOptions extends PolygonizeOptions {
  readonly labels: string;
  /** `.geojson`, `.geojsonl` or `.fgb`. */
  readonly out: string;
  readonly scheme?: SchemeOrSource | undefined;
  /** CRS of the polygons. Default: that of the labels. */
  readonly crs?: string | undefined;
}

/** What was written. */
export interface PolygonizedLabels {
  readonly out: string;
  readonly features: number;
  /** Regions below the smallest area, and their pixels. */
  readonly leftOut: { readonly regions: number; readonly pixels: number };
  readonly classes: readonly { readonly name: string; readonly features: number }[];
}

/** Traces a label GeoTIFF and writes its regions as polygons. @throws {WorkflowError} `CONFIG_VALUE`, `DATA` */
export async function polygonizeLabels({
  labels: file,
  out,
  scheme,
  crs,
  ...options
}: PolygonizeLabelsOptions): Promise<PolygonizedLabels> {
  const write = vectorWriter(out);
  await refuseOverwriting([file], [out]);
  const labels = await readLabelFile(file, scheme);
  const { features, leftOut } = polygonize(labels, options);
  const wanted = crs ?? labels.crs;
  const moved = crs === undefined ? features : reprojectFeatures(features, { from: labels.crs, to: wanted });
  await write(out, moved, { crs: wanted });
  const names = labels.scheme.classes.map(({ name }) => name);
  return {
    out,
    features: features.length,
    leftOut,
    classes: names.map((name) => ({
      name,
      features: features.filter(({ properties }) => properties["name"] === name).length,
    })),
  };
}

import { join } from "node:path";
import { openGeoTiff } from "@undercoat/geotiff";
import { decodeLabels, type LabelMap, type Raster, toCodedRaster, toRaster } from "@undercoat/raster";

export const AREAS = [
  "zanzibar_a",
  "zanzibar_b",
  "nepal_a",
  "nepal_b",
  "philippines_a",
  "philippines_b",
  "kampala_a",
  "kampala_b",
] as const;

export const buildings = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

/** Labels of an area of oam_buildings: `labels/<area>` or `labels_noisy/<area>_<kind>`. */
export async function oamLabels(folder: string, name: string): Promise<LabelMap> {
  const source = await openGeoTiff(join(folder, `${name}.tif`));
  try {
    return decodeLabels(toCodedRaster(await source.read(), source), buildings);
  } finally {
    await source.close();
  }
}

export async function oamImage(folder: string, area: string): Promise<Raster> {
  const source = await openGeoTiff(join(folder, "images", `${area}.tif`));
  try {
    return toRaster(await source.read(), source, source.bands);
  } finally {
    await source.close();
  }
}

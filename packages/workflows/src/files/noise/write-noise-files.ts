import path from "node:path";
import { makeFolder, writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { createGeoTiff } from "@undercoat/geotiff";
import type { SuspiciousObject } from "@undercoat/noise-estimation";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { type Feature, polygonize, writeGeoJson } from "@undercoat/vector";
import type { LabelNoiseResult } from "./estimate-label-noise.ts";
import type { JudgedLabels } from "./judge-labels.ts";
import { noisePage } from "./noise-page.ts";
import { noisePicture } from "./noise-picture.ts";

/** The files of an estimate. */
export interface NoiseFiles {
  readonly json: string;
  /** Quality of each label, 0 to 1, float32, NaN where nothing is known. */
  readonly quality: string;
  /** Suspicious objects as polygons, worst first; null where the labels have no place on the map. */
  readonly objects: string | null;
  readonly picture: string;
  readonly page: string;
}

/** What is written. */
export interface NoiseFacts {
  readonly labels: LabelMap;
  readonly judged: JudgedLabels;
  /** In raster order. */
  readonly objects: readonly SuspiciousObject[];
  readonly result: Omit<LabelNoiseResult, "files">;
}

const ROWS = 512;
/** Objects that the JSON lists; the GeoJSON has them all. */
const LISTED = 100;

/** Writes numbers, quality map, suspicious objects, picture and page into a folder. */
export async function writeNoiseFiles(folder: string, facts: NoiseFacts): Promise<NoiseFiles> {
  const { labels, judged, objects, result } = facts;
  await makeFolder(folder);
  const at = (name: string) => path.join(folder, name);
  await writeQuality(at("quality.tif"), labels, judged.quality);
  const objectsFile = isPlaced(labels) ? at("suspicious.geojson") : null;
  if (objectsFile !== null) await writeObjects(objectsFile, labels, { suggested: judged.suggested, objects });
  const picture = noisePicture(facts);
  await writeFileAtomic(at("noise.svg"), new TextEncoder().encode(picture));
  await writeFileAtomic(at("noise.html"), new TextEncoder().encode(noisePage(facts, picture)));
  await writeJsonAtomic(at("noise.json"), { ...result, objects: result.objects.slice(0, LISTED) });
  return {
    json: at("noise.json"),
    quality: at("quality.tif"),
    objects: objectsFile,
    picture: at("noise.svg"),
    page: at("noise.html"),
  };
}

/** Writes the quality of each label as a GeoTIFF on the labels' grid. */
export async function writeQuality(file: string, grid: LabelMap, quality: Float32Array): Promise<void> {
  const { width, height } = grid;
  const writer = await createGeoTiff(file, {
    grid,
    sampleType: "float32",
    bandCount: 1,
    nodata: Number.NaN,
    overviews: "average",
  });
  try {
    for (let y = 0; y < height; y += ROWS) {
      const rows = Math.min(ROWS, height - y);
      const data = quality.subarray(y * width, (y + rows) * width);
      await writer.write({ x: 0, y, width, height: rows }, { data, validity: null });
    }
    await writer.finish();
  } finally {
    await writer.abort();
  }
}

/** Whether a label map lies somewhere on the map, so that polygons of it can be written. */
export function isPlaced({ geotransform, crs }: LabelMap): boolean {
  return geotransform !== null && crs.kind === "epsg";
}

/** Writes suspicious objects as polygons, the worst first. */
export async function writeObjects(
  file: string,
  labels: LabelMap,
  { suggested, objects }: { suggested: Uint8Array; objects: readonly SuspiciousObject[] },
): Promise<void> {
  const { features } = polygonize(labelMap({ ...labels, data: suggested })); // the same regions, in the same order
  const names = labels.scheme.classes.map(({ name }) => name);
  const described = features.map((feature, index): Feature => {
    const { label, suggested: looksLike, pixels, score, severity } = objects[index]!;
    const properties = {
      label: names[label] ?? null,
      suggested: names[looksLike] ?? null,
      pixels,
      quality: Number(score.toFixed(4)),
      severity: Number(severity.toFixed(2)),
    };
    return { ...feature, properties };
  });
  const worstFirst = described.toSorted(
    (a, b) => Number(b.properties["severity"]) - Number(a.properties["severity"]),
  );
  const ranked = worstFirst.map((feature, index) => ({
    ...feature,
    properties: { rank: index + 1, ...feature.properties },
  }));
  await writeGeoJson(file, ranked, { crs: labels.crs });
}

import { openGeoTiff } from "@undercoat/geotiff";
import {
  type ClassScheme,
  type CodedRaster,
  decodeLabels,
  type LabelMap,
  toCodedRaster,
} from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";

/**
 * Reads a label GeoTIFF of one band.
 *
 * @param scheme - Omitted: the codes that the file holds become the classes.
 * @throws {WorkflowError} `DATA` for several bands, or more codes than classes can be.
 */
export async function readLabelFile(file: string, scheme?: ClassScheme): Promise<LabelMap> {
  const source = await openGeoTiff(file);
  try {
    const { length } = source.bands;
    if (length !== 1)
      throw new WorkflowError("DATA", {
        message: `"${file}" has ${length} bands, expected 1 band of class codes; give a label file, not an image`,
        context: { file, bands: length },
      });
    const coded = toCodedRaster(await source.read({ bands: [1] }), source);
    return decodeLabels(coded, scheme ?? schemeOfCodes(coded, file), file);
  } finally {
    await source.close();
  }
}

function schemeOfCodes({ data, validity }: CodedRaster, file: string): ClassScheme {
  const codes = new Set<number>();
  for (let pixel = 0; pixel < data.length; pixel++) if (validity?.[pixel] !== 0) codes.add(data[pixel]!);
  const classes = [...codes].toSorted((a, b) => a - b).map((value) => ({ value, name: String(value) }));
  if (classes.length >= 1 && classes.length <= 255) return { name: file, classes };
  throw new WorkflowError("DATA", {
    message: `"${file}" holds ${classes.length} different codes, expected 1 to 255 classes; give a label file, not an image`,
    context: { file, codes: classes.length },
  });
}

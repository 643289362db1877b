import type { ReadOptions, SampleArray, SampleBlock } from "@undercoat/raster";
import { GeoTiffError } from "../errors.ts";
import { readSamples } from "./read-samples.ts";
import type { Reading } from "./reading.ts";
import { bytesPerSample } from "./samples-of.ts";
import { clearNodataInto } from "./validity.ts";

const FLOAT64_BYTES = 8;

/** Factor and offset of every band. */
export interface Scaling {
  readonly scales: readonly number[];
  readonly offsets: readonly number[];
}

/**
 * Factors and offsets of a file; 1 and 0 where it names none.
 *
 * @throws {GeoTiffError} `BROKEN_STRUCTURE` for one that is no number
 */
export function scalingOf({ name, bands, info }: Reading): Scaling {
  const scales = info.scales ?? bands.map(() => 1);
  const offsets = info.offsets ?? bands.map(() => 0);
  const band = bands.findIndex(
    (_, index) => !Number.isFinite(scales[index]) || !Number.isFinite(offsets[index]),
  );
  if (band === -1) return { scales, offsets };
  throw new GeoTiffError("BROKEN_STRUCTURE", {
    message:
      `"${name}": band ${band + 1} has the scale ${scales[band]} and the offset ${offsets[band]}, numbers were expected; ` +
      `open it without scaled, or set them anew: gdal_edit.py -scale 1 -offset 0 "${name}"`,
    context: { name, band: band + 1, scale: scales[band], offset: offsets[band] },
  });
}

/** {@link readSamples}, then `sample · scale + offset` as float64; NaN where a band holds no data. */
export async function readScaled(
  reading: Reading,
  request: ReadOptions,
  { scaling, largestRead }: { scaling: Scaling; largestRead: number },
): Promise<SampleBlock> {
  const { sampleType, samples } = reading.levels[0].image.layout;
  const most = (largestRead * bytesPerSample(sampleType)) / FLOAT64_BYTES;
  const block = await readSamples(reading, request, most);
  const bands = request.bands ?? Array.from({ length: samples }, (_, index) => index + 1);
  const data = new Float64Array(block.data.length);
  for (const [position, band] of bands.entries())
    scaleInto(data, block, {
      position,
      factor: scaling.scales[band - 1]!,
      offset: scaling.offsets[band - 1]!,
    });
  blankInto(data, block, reading, bands);
  return { ...block, data };
}

function scaleInto(
  data: Float64Array,
  { data: raw, bandCount }: SampleBlock,
  { position, factor, offset }: { position: number; factor: number; offset: number },
): void {
  for (let index = position; index < raw.length; index += bandCount)
    data[index] = raw[index]! * factor + offset;
}

/** The raw samples tell nodata; what is scaled could equal it by chance. */
function blankInto(
  data: Float64Array,
  { data: raw, bandCount }: SampleBlock,
  { rules }: Reading,
  bands: readonly number[],
) {
  const pixels = raw.length / bandCount;
  const validity = new Uint8Array(pixels);
  for (const [position, band] of bands.entries()) {
    if (band - 1 === rules.alpha) continue;
    validity.fill(1);
    if (
      clearNodataInto(validity, raw as SampleArray, {
        nodata: rules.nodata,
        bandCount,
        bands: [position],
      }) === 0
    )
      continue;
    for (let pixel = 0; pixel < pixels; pixel++)
      if (validity[pixel] === 0) data[pixel * bandCount + position] = Number.NaN;
  }
}

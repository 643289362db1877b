/**
 * Child process of zoo.test.ts: reads every file named on stdin, one line of JSON before and after each.
 * A reader that hangs or eats memory takes this process down, not the tests.
 */
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { isGeoTiffError, openGeoTiff, rasterInfo } from "../../src/index.ts";
import type { FileOutcome, ReadFile, SampleRange } from "./zoo.ts";

/** Files of more bands are not measured once more by rasterInfo. */
const MEASURED_BANDS = 16;

/** Larger images are read at their last corner only. */
const WHOLE = 5_000_000;

for await (const path of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify({ path }));
  const start = performance.now();
  const outcome = await outcomeOf(path);
  console.log(
    JSON.stringify({
      ...outcome,
      path,
      ms: performance.now() - start,
      rss: process.resourceUsage().maxRSS * 1024,
    }),
  );
}

async function outcomeOf(path: string): Promise<Pick<FileOutcome, "read" | "refusal" | "crash">> {
  try {
    return { read: await readAll(path) };
  } catch (error) {
    if (isGeoTiffError(error)) return { refusal: { code: error.code, message: error.message } };
    return { crash: error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}` };
  }
}

async function readAll(path: string): Promise<ReadFile> {
  const source = await openGeoTiff(path);
  try {
    const { width, height, sampleType, geotransform, crs, levels, info } = source;
    const isWhole = width * height * source.bands.length <= WHOLE;
    const corner = { x: width - 1, y: height - 1, width: 1, height: 1 };
    const bands = [];
    for (let band = 1; band <= source.bands.length; band++) {
      const block = await source.read(isWhole ? { bands: [band] } : { bands: [band], window: corner });
      const bytes = new Uint8Array(block.data.buffer, block.data.byteOffset, block.data.byteLength);
      const validCount = block.validity?.reduce((sum, one) => sum + one, 0) ?? block.width * block.height;
      bands.push({
        sha256: createHash("sha256").update(bytes).digest("hex"),
        checksum: gdalChecksum(block.data, block.width),
        finite: rangeOf(block.data, null),
        valid: rangeOf(block.data, block.validity),
        validCount,
      });
    }
    const isMeasured = isWhole && source.bands.length <= MEASURED_BANDS;
    const measured = isMeasured
      ? (await rasterInfo(path, { statistics: true, checksums: true })).bands
      : null;
    const { notes, overviewCount } = info;
    return {
      width,
      height,
      sampleType,
      geotransform,
      crs,
      isWhole,
      bands,
      levels,
      overviewCount,
      measured,
      notes,
    };
  } finally {
    await source.close();
  }
}

/** GDAL's band checksum (GDALChecksumImage) of whole numbers. */
function gdalChecksum(data: ArrayLike<number>, width: number): number {
  const primes = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43];
  let sum = 0;
  let prime = 0;
  for (let row = 0; row < data.length / width; row++) {
    for (let column = 0; column < width; column++) {
      sum += data[row * width + column]! % primes[prime]!;
      prime = (prime + 1) % primes.length;
    }
    sum &= 0xffff;
  }
  return sum;
}

/** Smallest, largest and mean of the finite samples whose pixel is valid; null where there is none. */
function rangeOf(data: ArrayLike<number>, validity: Uint8Array | null): SampleRange | null {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let index = 0; index < data.length; index++) {
    const sample = data[index]!;
    if (!Number.isFinite(sample) || validity?.[index] === 0) continue;
    min = Math.min(min, sample);
    max = Math.max(max, sample);
    sum += sample;
    count += 1;
  }
  return count === 0 ? null : { min, max, mean: sum / count };
}

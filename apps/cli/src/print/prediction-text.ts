import type { PolygonFile, PredictedMap } from "@undercoat/workflows";

/** What came of `predict`, in words. */
export function predictionText(made: PredictedMap): string {
  const { width, height, seconds, predicted, engine, shard, blocks, classes, withoutClass } = made;
  const share = (part: number) => `${((100 * part) / Math.max(seconds.total, 1e-9)).toFixed(0)} %`;
  const megapixels = predicted / 1e6;
  const speed = megapixels / Math.max(seconds.read + seconds.infer + seconds.write, 1e-9);
  const time =
    `${megapixels.toFixed(1)} Mpx in ${seconds.total.toFixed(1)} s on ${engine} (${speed.toFixed(2)} Mpx/s): ` +
    `read ${share(seconds.read)}, infer ${share(seconds.infer)}, write ${share(seconds.write + seconds.merge)}`;
  if (shard !== null)
    return `shard ${shard.index}/${shard.count} done: ${blocks.done} of its ${blocks.items} blocks now; ${time}\nwhen all shards are done: undercoat predict merge ${made.out}\n`;
  const parts = classes.map(({ name, share: part }) => `${(100 * part).toFixed(2)} % ${name}`);
  const total = width * height;
  const lost =
    withoutClass === 0 ? "" : `; ${((100 * withoutClass) / total).toFixed(2)} % of all pixels have no class`;
  return `wrote ${made.files.join(", ")}: ${width}×${height} pixels, ${parts.join(", ")}${lost}\n${polygonText(made.polygons)}${time}\n`;
}

/** What became polygons, as a line; empty where nothing did. */
export function polygonText(polygons: PolygonFile | null): string {
  if (polygons === null) return "";
  const { features, leftOut } = polygons;
  const lost =
    leftOut.regions === 0 ? "" : `; left out: ${leftOut.regions} small regions of ${leftOut.pixels} pixels`;
  return `${polygons.out}: ${features} polygons${lost}\n`;
}

import type { Window } from "@undercoat/raster";
import { GeoTiffError } from "../errors.ts";

interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** @throws {GeoTiffError} `WINDOW_OUTSIDE` */
export function assertWindow(window: Window, { name, width, height }: Size): void {
  const { x, y } = window;
  const isWhole = [x, y, window.width, window.height].every(Number.isSafeInteger);
  const isInside = x >= 0 && y >= 0 && x + window.width <= width && y + window.height <= height;
  if (isWhole && isInside && window.width > 0 && window.height > 0) return;
  throw new GeoTiffError("WINDOW_OUTSIDE", {
    message:
      `window ${window.width}×${window.height} at column ${x}, row ${y} of "${name}" was asked for, but the image is ` +
      `${width}×${height}; ask for whole pixels inside of it`,
    context: { name, window, width, height },
  });
}

/** @throws {GeoTiffError} `BAND_MISSING` */
export function assertBands(
  bands: readonly number[],
  { name, bandCount }: { name: string; bandCount: number },
): void {
  const wrong = bands.find((band) => !Number.isInteger(band) || band < 1 || band > bandCount);
  if (wrong === undefined && bands.length > 0) return;
  throw new GeoTiffError("BAND_MISSING", {
    message: `band ${wrong ?? "none"} of "${name}" was asked for, but it has bands 1 to ${bandCount}; count from 1`,
    context: { name, band: wrong ?? null, bandCount },
  });
}

/** @throws {GeoTiffError} `WINDOW_TOO_LARGE` */
export function assertAffordable(
  bytes: number,
  { name, window, most }: { name: string; window: Window; most: number },
): void {
  if (bytes <= most) return;
  throw new GeoTiffError("WINDOW_TOO_LARGE", {
    message:
      `window ${window.width}×${window.height} of "${name}" needs ${bytes} bytes, at most ${most} are read at once; ` +
      `read smaller windows, or raise largestRead`,
    context: { name, window, bytes, most },
  });
}

/** @throws {GeoTiffError} `LEVEL_MISSING` */
export function assertLevel(
  level: number,
  { name, levels }: { name: string; levels: readonly { readonly width: number; readonly height: number }[] },
): void {
  if (Number.isInteger(level) && level >= 0 && level < levels.length) return;
  const sizes = levels.map(({ width, height }) => `${width}×${height}`).join(", ");
  throw new GeoTiffError("LEVEL_MISSING", {
    message: `level ${level} of "${name}" was asked for, but it has 0 to ${levels.length - 1} (${sizes}); 0 is the full size`,
    context: { name, level, levelCount: levels.length },
  });
}

import type { ResolvedConfig } from "../config/run-config.ts";
import { groundPixel } from "../run/ground-pixel.ts";
import type { RunData } from "../run/load-run-data.ts";

const SQUARE_METRES = 10_000;

/** Ground that one clean patch covers, in hectares; null where the first image does not say where it lies. */
export function patchHectares({ finetune }: ResolvedConfig, { splits }: RunData): number | null {
  const image = splits.finetune.scenes[0]?.image;
  const pixel = image === undefined ? null : groundPixel(image);
  return pixel === null ? null : (pixel.width * pixel.height * finetune.patchSize ** 2) / SQUARE_METRES;
}

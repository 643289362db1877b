import type { Batch } from "@undercoat/datasets";
import { SelfSupervisedError } from "../errors.ts";

/** Refuses patches whose sides are no multiples of `side`. */
export function checkMultiple(name: string, { height, width }: Batch, side: number): void {
  if (height % side === 0 && width % side === 0) return;
  throw unusable(name, `${height}×${width} pixels, expected multiples of ${side}`, { height, width, side });
}

/** Why a method cannot use the patches that came. */
export function unusable(
  name: string,
  what: string,
  context: Readonly<Record<string, unknown>>,
): SelfSupervisedError {
  return new SelfSupervisedError("PATCHES_UNUSABLE", {
    message: `patches are ${what} for method "${name}"; change the size or the number of patches`,
    context,
  });
}

import type { Rng } from "@undercoat/random";
import { labelMap, raster } from "@undercoat/raster";
import type { Augmentation } from "./augmentation.ts";
import { dihedral } from "./dihedral.ts";
import { DatasetsError } from "./errors.ts";
import type { Scene } from "./scene-dataset.ts";

/**
 * One of the eight flips and quarter turns of a square, all alike: exact, without interpolation.
 *
 * @throws {DatasetsError} `SIZE_MISMATCH` from `apply` for a patch that is not square.
 *
 * @example
 * ```ts
 * const turned = flipRotate().apply(patch, createRng(0));
 * ```
 */
export function flipRotate(): Augmentation {
  return Object.freeze({
    kind: "augmentation",
    name: "flip-rotate",
    options: {},
    margin: () => 0,
    apply: (patch: Scene, rng: Rng) => {
      assertSquare(patch);
      return turned(patch, rng.int(8));
    },
  });
}

function turned({ id, image, labels }: Scene, operation: number): Scene {
  const size = image.width;
  const turn = { size, operation };
  const geotransform = operation === 0 ? image.geotransform : null;
  const validity = image.validity && dihedral(image.validity, turn);
  const data = dihedral(image.data, { ...turn, channels: image.bands.length });
  return {
    id,
    image: raster({ ...image, data, validity, geotransform }),
    labels: labelMap({ ...labels, data: dihedral(labels.data, turn), geotransform }),
  };
}

function assertSquare({ id, image: { width, height } }: Scene): void {
  if (width === height) return;
  throw new DatasetsError("SIZE_MISMATCH", {
    message: `patch of scene "${id}" is ${width}×${height}, but only squares can be turned; cut square patches`,
    context: { id, width, height },
  });
}

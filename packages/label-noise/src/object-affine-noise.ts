import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { chosenClasses } from "./internal/class-indices.ts";
import { Connectivity, classShape, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import type { Made } from "./internal/noisy-labels.ts";
import {
  fillObject,
  type ObjectTable,
  objectBox,
  objectNumbers,
  objectShape,
  objectsOf,
} from "./internal/objects.ts";
import { portableCosSin } from "./internal/portable-math.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link objectAffineNoise}. */
export const ObjectAffineNoiseOptions = z.strictObject({
  /** Largest angle in degrees; drawn from −rotation to rotation. */
  rotation: z.number().min(0).max(360).default(0),
  /** Largest change of size: the side is multiplied by 1 − scaling to 1 + scaling. */
  scaling: z.number().min(0).max(0.99).default(0),
  connectivity: Connectivity.default(4),
  ...classShape,
  ...lossShape,
});
/** Options of {@link objectAffineNoise}. */
export type ObjectAffineNoiseOptions = z.input<typeof ObjectAffineNoiseOptions>;
type Parsed = z.output<typeof ObjectAffineNoiseOptions>;

/**
 * Rotation and scale per object, about the centre of its box: every object is turned by an angle and resized by a factor
 * of its own. All are lifted first, leaving the class `into`; then they are laid down one after another, over whatever is
 * there. A pixel belongs to an object if its centre, turned back, lies on a pixel of it.
 *
 * @remarks Two draws per object. The report's facts hold `objects`. Angles are turned into cosines by a series of + − × ÷
 *   alone, so that every platform makes the same map. Objects cross windows: the whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}, rotation about the box centre
 * @see {@link https://arxiv.org/abs/2306.00753 | Gonzalez-Jimenez et al., T-loss, MICCAI 2023}, affine
 *
 * @example
 * ```ts
 * const { labels: noisy } = objectAffineNoise({ rotation: 30, scaling: 0.2 }).apply(labels, rng);
 * ```
 */
export function objectAffineNoise(options: ObjectAffineNoiseOptions = {}): LabelNoise {
  const name = "object-affine";
  const parsed = parsedOptions(name, ObjectAffineNoiseOptions, options);
  const { rotation, scaling } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: {
      scaled: (factor) =>
        objectAffineNoise({
          ...parsed,
          rotation: Math.min(360, rotation * factor),
          scaling: Math.min(0.99, scaling * factor),
        }),
      most: () =>
        Math.max(1, Math.min(rotation > 0 ? 180 / rotation : 1e9, scaling > 0 ? 0.99 / scaling : 1e9)),
    },
    make: (labels, rng) => turnedObjects(labels, parsed, rng),
  });
}

function turnedObjects(labels: LabelMap, parsed: Parsed, rng: Rng): Made {
  const { classes, into } = chosenClasses(labels.scheme, parsed);
  const objects = objectsOf(labels, { classes, connectivity: parsed.connectivity });
  const data = labels.data.slice();
  const turns = objectNumbers(objects).map((object) => {
    const angle = (2 * rng.next() - 1) * parsed.rotation;
    const factor = 1 + (2 * rng.next() - 1) * parsed.scaling;
    return { object, angle, factor };
  });
  const moves = turns.filter(({ angle, factor }) => angle !== 0 || factor !== 1);
  for (const { object } of moves) fillObject(data, objects, { object, classIndex: into });
  for (const move of moves) layDown(data, labels, { objects, ...move });
  return { data, facts: { objects: objects.count } };
}

interface Move {
  readonly objects: ObjectTable;
  readonly object: number;
  readonly angle: number;
  readonly factor: number;
}

function layDown(data: Uint8Array, labels: LabelMap, { objects, object, angle, factor }: Move): void {
  const box = objectBox(objects, { object, margin: 0, labels });
  const shape = objectShape(objects, { object, box, labels });
  const classIndex = objects.classIndices[object]!;
  const [cos, sin] = portableCosSin(angle);
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  const reachX = factor * (halfWidth * Math.abs(cos) + halfHeight * Math.abs(sin));
  const reachY = factor * (halfWidth * Math.abs(sin) + halfHeight * Math.abs(cos));
  const [centreX, centreY] = [box.x + halfWidth, box.y + halfHeight];
  const [left, right] = [
    Math.max(0, Math.floor(centreX - reachX)),
    Math.min(labels.width, Math.ceil(centreX + reachX)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(centreY - reachY)),
    Math.min(labels.height, Math.ceil(centreY + reachY)),
  ];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [x, y] = [(column + 0.5 - centreX) / factor, (row + 0.5 - centreY) / factor];
      const fromX = Math.floor(x * cos + y * sin + halfWidth);
      const fromY = Math.floor(y * cos - x * sin + halfHeight);
      const isOn = fromX >= 0 && fromY >= 0 && fromX < box.width && fromY < box.height;
      if (!isOn || shape[fromY * box.width + fromX] === 0) continue;
      const pixel = row * labels.width + column;
      if (labels.data[pixel] !== IGNORE_INDEX) data[pixel] = classIndex;
    }
  }
}

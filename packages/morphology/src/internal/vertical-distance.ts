import type { BinaryMap } from "../binary-map.ts";

/** What distances lead to. */
export interface Seeds {
  /** Whether pixels inside are looked for, or those outside. */
  readonly inside: boolean;
  /** Whether everything beyond the edges of the map counts too. */
  readonly beyond: boolean;
}

/** Distance within the column to the nearest seed; `width + height`, more than any on the map, where there is none. */
export function verticalDistance({ width, height, data }: BinaryMap, { inside, beyond }: Seeds): Int32Array {
  const far = width + height;
  const edge = beyond ? 1 : far;
  const distance = new Int32Array(data.length);
  for (let pixel = 0; pixel < width; pixel++) distance[pixel] = (data[pixel] !== 0) === inside ? 0 : edge;
  for (let pixel = width; pixel < distance.length; pixel++) {
    distance[pixel] = (data[pixel] !== 0) === inside ? 0 : Math.min(distance[pixel - width]! + 1, far);
  }
  for (let pixel = distance.length - width; pixel < distance.length; pixel++) {
    if (distance[pixel]! > edge) distance[pixel] = edge;
  }
  for (let pixel = distance.length - width - 1; pixel >= 0; pixel--) {
    const below = distance[pixel + width]! + 1;
    if (below < distance[pixel]!) distance[pixel] = below;
  }
  return distance;
}

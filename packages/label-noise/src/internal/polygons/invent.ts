import type { Rng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import type { ChangedFeatures } from "../../polygon-noise.ts";
import { BoxIndex } from "./box-index.ts";
import { type BoundingBox, boundsOf, movedGeometry } from "./geometry.ts";
import { turnedFeature } from "./move-each.ts";

/** What {@link inventFeatures} takes. */
interface InventOptions {
  readonly rate: number;
  readonly turn: boolean;
  readonly tries: number;
  readonly bounds: BoundingBox | null;
}

/** Copies features to places whose bounds touch those of no other feature. Copies have no id. */
export function inventFeatures(
  features: readonly Feature[],
  { rate, turn, tries, bounds }: InventOptions,
  rng: Rng,
): ChangedFeatures {
  const sources = features.filter(
    ({ geometry }) => geometry !== null && boundsOf([{ geometry } as Feature]) !== null,
  );
  const wanted = Math.floor(rate * sources.length + rng.next());
  if (bounds === null || sources.length === 0) return { kept: features };
  const taken = new BoxIndex(sources.map((feature) => boundsOf([feature]) ?? bounds));
  const invented: Feature[] = [];
  let notPlaced = 0;
  for (let copy = 0; copy < wanted; copy++) {
    const source = sources[rng.int(sources.length)]!;
    const turned = turnedFeature(source, turn ? 90 * rng.int(4) : 0, 1);
    const own = boundsOf([turned]) ?? bounds;
    const shift = freeShift(own, { bounds, taken, tries, rng });
    if (shift === null || turned.geometry === null) notPlaced += 1;
    else {
      const { id: _, ...rest } = turned;
      const [dx, dy] = shift;
      invented.push({ ...rest, geometry: movedGeometry(turned.geometry, (x, y) => [x + dx, y + dy]) });
      taken.add(movedBox(own, dx, dy));
    }
  }
  return { kept: features, invented, facts: { notPlaced } };
}

function freeShift(
  own: BoundingBox,
  {
    bounds,
    taken,
    tries,
    rng,
  }: { readonly bounds: BoundingBox; readonly taken: BoxIndex; readonly tries: number; readonly rng: Rng },
): readonly [number, number] | null {
  const right = bounds.right - bounds.left - (own.right - own.left);
  const up = bounds.top - bounds.bottom - (own.top - own.bottom);
  if (right < 0 || up < 0) return null;
  for (let attempt = 0; attempt < tries; attempt++) {
    const dx = bounds.left + right * rng.next() - own.left;
    const dy = bounds.bottom + up * rng.next() - own.bottom;
    if (!taken.touches(movedBox(own, dx, dy))) return [dx, dy];
  }
  return null;
}

function movedBox({ left, bottom, right, top }: BoundingBox, dx: number, dy: number): BoundingBox {
  return { left: left + dx, bottom: bottom + dy, right: right + dx, top: top + dy };
}

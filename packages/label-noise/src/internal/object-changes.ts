import { connectedRegions, type Regions } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { ObjectChange } from "../label-noise.ts";

/** Objects lost, added and moved of every class, among the pixels that have a class in both. */
export function objectChanges(clean: LabelMap, noisy: Uint8Array): ObjectChange[] {
  const { width, height, scheme } = clean;
  const isWhole = clean.data.every(
    (index, pixel) => (index === IGNORE_INDEX) === (noisy[pixel] === IGNORE_INDEX),
  );
  const before = isWhole ? clean.data : whereBoth(clean.data, noisy);
  const after = isWhole ? noisy : whereBoth(noisy, clean.data);
  const here = connectedRegions({ width, height, data: before });
  const there = connectedRegions({ width, height, data: after });
  const { kept, partners, isKnown } = overlaps(here, there);
  const changes = scheme.classes.map(() => ({ clean: 0, noisy: 0, lost: 0, added: 0, moved: 0 }));
  for (let object = 0; object < here.count; object++) {
    const change = changes[here.values[object]!]!;
    const size = here.sizes[object]!;
    change.clean += 1;
    if (kept[object] === 0) change.lost += 1;
    else if (kept[object] !== size || there.sizes[partners[object]!] !== size) change.moved += 1;
  }
  for (let object = 0; object < there.count; object++) {
    const change = changes[there.values[object]!]!;
    change.noisy += 1;
    if (isKnown[object] === 0) change.added += 1;
  }
  return changes;
}

function whereBoth(data: Uint8Array, other: Uint8Array): Uint8Array {
  return data.map((index, pixel) => (other[pixel] === IGNORE_INDEX ? IGNORE_INDEX : index));
}

/** Pixels of every object that kept their class, one object they became, and which objects hold any of them. */
function overlaps(here: Regions, there: Regions) {
  const kept = new Uint32Array(here.count);
  const partners = new Int32Array(here.count);
  const isKnown = new Uint8Array(there.count);
  for (let run = 0, other = 0; run < here.numbers.length && other < there.numbers.length; ) {
    const [end, otherEnd] = [here.ends[run]!, there.ends[other]!];
    const common = Math.min(end, otherEnd) - Math.max(here.starts[run]!, there.starts[other]!);
    const [object, became] = [here.numbers[run]!, there.numbers[other]!];
    if (common > 0 && here.values[object] === there.values[became]) {
      kept[object]! += common;
      partners[object] = became;
      isKnown[became] = 1;
    }
    if (end <= otherEnd) run += 1;
    if (otherEnd <= end) other += 1;
  }
  return { kept, partners, isKnown };
}

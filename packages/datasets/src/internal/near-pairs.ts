import type { Box } from "./split-ground.ts";

/** Pairs of boxes of one space that overlap or touch, as positions; found by a sweep along x. */
export function* nearPairs(boxes: readonly Box[]): Generator<readonly [number, number]> {
  const order = boxes
    .map((_, index) => index)
    .toSorted((a, b) => (boxes[a]?.x[0] ?? 0) - (boxes[b]?.x[0] ?? 0));
  let open: number[] = [];
  for (const index of order) {
    const box = boxes[index];
    if (box === undefined) continue;
    open = open.filter((other) => (boxes[other]?.x[1] ?? 0) >= box.x[0]);
    for (const other of open) {
      const [low, high] = boxes[other]?.y ?? [0, 0];
      if (low <= box.y[1] && high >= box.y[0]) yield index < other ? [index, other] : [other, index];
    }
    open.push(index);
  }
}

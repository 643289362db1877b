import { expect, test } from "vitest";
import { TAGS } from "../tags.ts";
import { CLAIMS, FRAME, framed, layOutFile } from "./file-layout.ts";
import { longs } from "./tag-values.ts";

const layoutOf = (byteCounts: readonly number[], forceBig = false) =>
  layOutFile({
    images: [{ tags: new Map([[TAGS.ImageWidth, longs([1])]]), byteCounts }],
    order: () => byteCounts.map((_, tile) => ({ image: 0, tile })),
    claims: CLAIMS,
    forceBig,
  });

test("a file becomes a BigTIFF with the first byte that 4 GB do not hold", () => {
  const head = layoutOf([1]).head.length;
  const most = 2 ** 32 - 1 - head - 2 * FRAME;
  expect(layoutOf([most])).toMatchObject({ isBig: false, size: 2 ** 32 - 1 });
  expect(layoutOf([most + 1])).toMatchObject({ isBig: true });
});

test("several tiles count together, and those left out do not", () => {
  const half = 2 ** 31;
  expect(layoutOf([half, half]).isBig).toBe(true);
  expect(layoutOf([half, 0, 0]).isBig).toBe(false);
  expect(layoutOf([10], true).isBig).toBe(true);
});

test("offsets beyond 4 GB are exact", () => {
  const counts = [2 ** 31, 2 ** 31, 2 ** 31 + 5, 7];
  const { head, isBig, size } = layoutOf(counts);
  expect(isBig).toBe(true);
  const view = new DataView(head.buffer);
  const directory = Number(view.getBigUint64(8, true));
  const entries = Number(view.getBigUint64(directory, true));
  const places = Array.from({ length: entries }, (_, index) => directory + 8 + index * 20);
  const entry = places.find((at) => view.getUint16(at, true) === TAGS.TileOffsets) ?? 0;
  const at = Number(view.getBigUint64(entry + 12, true));
  const offsets = counts.map((_, tile) => Number(view.getBigUint64(at + tile * 8, true)));
  let next = head.length;
  const expected = counts.map((count) => {
    const offset = next + FRAME;
    next += count + 2 * FRAME;
    return offset;
  });
  expect(offsets).toEqual(expected);
  expect(size).toBe(next);
});

test("a tile stands between its size and its last four bytes", () => {
  expect(framed(Uint8Array.of(1, 2, 3, 4, 5))).toEqual(Uint8Array.of(5, 0, 0, 0, 1, 2, 3, 4, 5, 2, 3, 4, 5));
});

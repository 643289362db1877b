import { expect, test } from "vitest";
import { addOmittedObjects } from "./add-omitted-objects.ts";

const WIDTH = 7;
const read = (rows: readonly string[]) =>
  Uint8Array.from(rows.join(""), (sign) => (sign === "x" ? 255 : sign === "." ? 0 : Number(sign)));
const draw = (labels: Uint8Array) =>
  Array.from({ length: labels.length / WIDTH }, (_, row) =>
    [...labels.slice(row * WIDTH, (row + 1) * WIDTH)]
      .map((k) => (k === 255 ? "x" : k === 0 ? "." : k))
      .join(""),
  );

function corrected(labels: readonly string[], predicted: readonly string[], border: number): string[] {
  const seen = read(predicted);
  const probabilities = Float32Array.from({ length: seen.length * 3 }, (_, i) =>
    seen[Math.floor(i / 3)] === i % 3 ? 0.8 : 0.1,
  );
  const patch = { labels: read(labels), probabilities, width: WIDTH, height: labels.length };
  return draw(addOmittedObjects(patch, { classCount: 3, background: 0, border }));
}

test("an object that touches no labelled one is added; one that does is not", () => {
  const labels = [".......", ".1.....", ".......", "......."];
  const predicted = ["11...22", "11...22", ".......", "...2..."];
  expect(corrected(labels, predicted, 0)).toEqual([".....22", ".1...22", ".......", "...2..."]);
});

test("pixels near the edge of an added object are ignored, labelled ones never", () => {
  const labels = [".......", ".......", ".......", ".......", "2......"];
  const predicted = [".......", ".111...", ".111...", ".111...", "......."];
  expect(corrected(labels, predicted, 1)).toEqual(["xxxxx..", "xxxxx..", "xx1xx..", "xxxxx..", "2xxxx.."]);
});

test("ignored pixels stay ignored and hold no object off", () => {
  expect(corrected(["..x...."], ["..22..."], 0)).toEqual(["..x2..."]);
});

test("an object that the patch cuts is whole at the cut", () => {
  expect(corrected([".......", "......."], ["1111...", "1111..."], 1)).toEqual(["111xx..", "111xx.."]);
});

import { expect, test } from "vitest";
import { parseSplitFile, splitFile } from "./split-file.ts";

const parts = {
  train: [
    { sceneId: "a", window: { x: 0, y: 0, width: 4, height: 5 } },
    { sceneId: "b", window: { x: 1, y: 2, width: 3, height: 4 } },
  ],
  test: [{ sceneId: "a", window: { x: 9, y: 9, width: 2, height: 2 } }],
};

test("what is written is read again", () => {
  expect(parseSplitFile(JSON.parse(JSON.stringify(splitFile(parts, { seed: 1 }))), "s.json")).toEqual(parts);
});

test("parts with windows under a key, or bare, one or several for a scene", () => {
  const windows = { a: [[0, 0, 4, 5]], b: [[1, 2, 3, 4]] };
  const value = {
    chip: 256,
    pixel_window: "[x,y,w,h]",
    train: { labels: "l/<name>.tif", windows },
    test: { a: [9, 9, 2, 2] },
  };
  expect(parseSplitFile(value, "s.json")).toEqual(parts);
});

test("anything else is refused by its key", () => {
  const refusal = (value: unknown) => () => parseSplitFile(value, "s.json");
  expect(refusal([1])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "s.json": it cannot be read as a split: an object with parts was expected; write for example {"schemaVersion": 1, "parts": {"train": {"north": [[0, 0, 256, 256]]}}}]`,
  );
  expect(refusal({ train: { a: [0, 0, 4] } })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "s.json": key "train" cannot be read as a split: windows by scene were expected, [x, y, width, height] or a list of them; write for example {"schemaVersion": 1, "parts": {"train": {"north": [[0, 0, 256, 256]]}}}]`,
  );
  expect(refusal({ schemaVersion: 2, parts: {} })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "s.json": key "schemaVersion" cannot be read as a split: Invalid input: expected 1; write for example {"schemaVersion": 1, "parts": {"train": {"north": [[0, 0, 256, 256]]}}}]`,
  );
  expect(refusal({ chip: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "s.json": it cannot be read as a split: at least one part was expected; write for example {"schemaVersion": 1, "parts": {"train": {"north": [[0, 0, 256, 256]]}}}]`,
  );
  expect(refusal({ train: { a: [0, 0, 0, 4] } })).toThrow(/key "train"/);
});

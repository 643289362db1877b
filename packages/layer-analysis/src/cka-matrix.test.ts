import "@tensorflow/tfjs-backend-cpu";
import { expect, test } from "vitest";
import { probe, smallModel } from "../test/models.ts";
import { ckaMatrix } from "./cka-matrix.ts";

test("a model agrees with itself on the diagonal, group by group, whatever the grid", () => {
  const [model, wider] = [smallModel(1), smallModel(2, 4)];
  for (const grid of [2, 8]) {
    const { rows, columns, values, cells } = ckaMatrix(model, model, { images: [probe(), probe(2)], grid });
    expect([rows, columns]).toEqual([model.groups, model.groups]);
    expect(cells).toBe(4 * grid * grid);
    for (const [i, row] of values.entries()) expect(row[i]).toBeCloseTo(1, 6);
  }
  const other = ckaMatrix(model, wider, { images: [probe()] });
  expect(other.values.flat().every((value) => value < 1)).toBe(true);
  expect(() => ckaMatrix(model, wider, { images: [] })).toThrow("the probe set holds 0 images");
  for (const one of [model, wider]) one.dispose();
});

import { expect } from "vitest";

/**
 * Expects a module to export exactly `names`, written in sorted order.
 *
 * @example
 * ```ts
 * import * as surface from "../src/index.ts";
 * test("exports exactly these names", () => expectSurface(surface, ["createRng", "shuffled"]));
 * ```
 */
export function expectSurface(module: object, names: readonly string[]): void {
  expect(Object.keys(module).sort()).toEqual(names);
}

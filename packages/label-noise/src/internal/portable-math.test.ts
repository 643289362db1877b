import { expect, test } from "vitest";
import { portableCosSin, portableExp } from "./portable-math.ts";

const ROUNDING = 1e-13;

test("the portable functions are those of Math, up to rounding", () => {
  for (let x = 0; x > -60; x -= 0.37) {
    expect(Math.abs(portableExp(x) / Math.exp(x) - 1)).toBeLessThan(ROUNDING * 100);
  }
  expect(portableExp(-1000)).toBe(0);
  for (let degrees = -720; degrees <= 720; degrees += 7.3) {
    const [cos, sin] = portableCosSin(degrees);
    expect(Math.abs(cos - Math.cos((degrees * Math.PI) / 180))).toBeLessThan(ROUNDING);
    expect(Math.abs(sin - Math.sin((degrees * Math.PI) / 180))).toBeLessThan(ROUNDING);
  }
});

test("right angles are exact", () => {
  expect([0, 90, 180, 270, 360].map((angle) => portableCosSin(angle).map((value) => value + 0))).toEqual([
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
    [1, 0],
  ]);
});

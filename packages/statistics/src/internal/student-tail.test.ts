import { expect, test } from "vitest";
import { normalTail } from "./normal-tail.ts";
import { gammaRatio } from "./student-tail.ts";

test("the ratio of gamma functions equals its closed form at halves", () => {
  // Γ(n + ½) / Γ(n) = √π · (1·3·5···(2n − 1)) / (2^n · (n − 1)!)
  let closed = Math.sqrt(Math.PI) / 2;
  for (let n = 1; n <= 40; n++) {
    expect(Math.abs(gammaRatio(n) / closed - 1)).toBeLessThan(1e-14);
    closed *= (2 * n + 1) / (2 * n);
  }
});

test("the normal tail meets the tabulated values on both of its branches", () => {
  // Abramowitz and Stegun, table 26.1, and 26.2.12 beyond it
  const table = [
    [0, 0.5],
    [1, 0.158655253931457],
    [2.5, 0.00620966532577614],
    [4, 3.16712418331199e-5],
    [10, 7.61985302416047e-24],
  ] as const;
  for (const [z, tail] of table) expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-12);
});

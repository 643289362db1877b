import { syntheticScene } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { moved } from "../../test/planted-spatial.ts";
import { objectShifts } from "./object-shifts.ts";

const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "building" },
  ],
};
const rng = createRng(1);

/** Houses on a lattice of 40 px, each with an own shift. */
function houses(shiftOf: (house: number) => readonly [number, number]) {
  const [width, height] = [280, 240];
  const data = new Uint8Array(width * height);
  const shifts: (readonly [number, number])[] = [];
  for (let house = 0; house < 30; house++) {
    const [dx, dy] = shiftOf(house);
    shifts.push([dx, dy]);
    const [left, top] = [30 + (house % 6) * 40 + dx, 25 + Math.floor(house / 6) * 40 + dy];
    for (let y = 0; y < 10 + (house % 4) * 3; y++) {
      for (let x = 0; x < 12 + (house % 5) * 2; x++) data[(top + y) * width + left + x] = 1;
    }
  }
  return { labels: labelMap({ width, height, scheme, data }), shifts };
}

test("every house's own shift is found within half a pixel, and its interval holds it", () => {
  const noise = createRng(5);
  const reference = houses(() => [0, 0]).labels;
  const { labels } = houses(() => [noise.int(15) - 7, noise.int(15) - 7]);
  const again = createRng(5);
  const { shifts } = houses(() => [again.int(15) - 7, again.int(15) - 7]);
  const found = objectShifts({ labels, reference }, { rng, maxShift: 12 });
  expect(found).toHaveLength(30);
  const truths = new Map(
    shifts.map(([dx, dy], house) => [Math.round((house % 6) * 1000 + Math.floor(house / 6)), [dx, dy]]),
  );
  for (const { shift, centre } of found) {
    const [column, row] = [Math.round((centre[0] - 38) / 40), Math.round((centre[1] - 32) / 40)];
    const [dx, dy] = truths.get(column * 1000 + row)! as [number, number];
    if (shift.kind === "no-estimate") throw new RangeError(shift.reason);
    expect(Math.abs(shift.dx.value - dx)).toBeLessThan(0.5);
    expect(Math.abs(shift.dy.value - dy)).toBeLessThan(0.5);
    expect(shift.dx.low - 0.5).toBeLessThan(dx);
    expect(shift.dx.high + 0.5).toBeGreaterThan(dx);
  }
});

test("buildings of a synthetic scene follow a shift of the whole within 1 px where they can be followed at all", () => {
  const { labels } = syntheticScene({ width: 256, height: 256 }, createRng(1));
  const found = objectShifts(
    { labels: moved(labels, [3, -2]), reference: labels },
    { rng, classes: ["building"], maxShift: 8 },
  );
  const errors = found.flatMap(({ shift }) =>
    shift.kind === "shift" ? [Math.hypot(shift.dx.value - 3, shift.dy.value + 2)] : [],
  );
  expect(errors.length).toBeGreaterThan(0.8 * found.length);
  expect(Math.max(...errors)).toBeLessThan(1);
  expect(errors.toSorted((a, b) => a - b)[Math.floor(errors.length / 2)]).toBeLessThan(0.3);
});

test("a house without a counterpart, and one of few pixels, have no estimate, and the reason", () => {
  const reference = houses(() => [0, 0]).labels;
  const data = reference.data.slice();
  for (let y = 215; y < 230; y++) data.fill(1, y * 280 + 240, y * 280 + 260); // nothing there in the reference
  data[3 * 280 + 3] = 1;
  const found = objectShifts({ labels: { ...reference, data }, reference }, { rng });
  const lone = found.find(({ box }) => box.x === 240 && box.y === 215);
  expect(lone?.shift).toMatchObject({ kind: "no-estimate", reason: expect.stringMatching(/best|resamples/) });
  expect(found[0]?.shift).toEqual({ kind: "no-estimate", reason: "the object has 1 pixels, fewer than 16" });
});

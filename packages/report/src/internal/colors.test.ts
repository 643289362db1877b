import { expect, test } from "vitest";
import { labelPicture } from "../label-picture.ts";
import { classColors, classShares, legendEntries } from "./colors.ts";

const SCHEME = {
  name: "buildings",
  classes: [
    { value: 0, name: "background", colorHint: "#00FF00" },
    { value: 1, name: "building", colorHint: "red;}<script>" },
  ],
};

test("a colour hint is used only where it is six hexadecimal digits", () => {
  const [background, building] = classColors(SCHEME);
  expect(background).toBe("#00ff00");
  expect(building).toMatch(/^#[0-9a-f]{6}$/);
});

test("labels are painted in the colours of the legend, ignored pixels in grey", () => {
  const picture = labelPicture({ width: 2, height: 1, data: Uint8Array.of(0, 255) }, SCHEME);
  expect([...picture.data]).toEqual([0, 255, 0, 255, 0x8c, 0x8c, 0x8c, 255]);
  expect(legendEntries(SCHEME, true).map(({ name }) => name)).toEqual(["background", "building", "ignored"]);
});

test("shares leave ignored pixels out", () => {
  const shares = (...data: number[]) =>
    classShares({ width: data.length, height: 1, data: Uint8Array.from(data) }, SCHEME);
  expect(shares(0, 0, 0, 1, 255)).toBe("background 75.0 %, building 25.0 %");
  expect(shares(255)).toBe("all pixels ignored");
});

test("a class index without a class is refused", () => {
  const labels = { width: 1, height: 1, data: Uint8Array.of(2) };
  expect(() => labelPicture(labels, SCHEME)).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: labels hold class index 2, but class scheme "buildings" has 2 classes; give indices below 2, or 255 to ignore]`,
  );
});

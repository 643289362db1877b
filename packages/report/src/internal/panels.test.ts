import { expect, test } from "vitest";
import { realisticReport } from "../../test/realistic-report.ts";
import { panelsSection } from "./panels.ts";

test.each([
  [266, "100 m", 37.59],
  [76, "20 m", 26.32],
  [5.1, "2 m", 39.22],
  [50_000, "20 km", 40],
  [2.5, "1 m", 40],
])("an image %d m wide has a bar of %s", (metresWide, words, share) => {
  const { panels, scheme } = realisticReport();
  const html = panelsSection({ panels: [{ ...panels[0]!, metresWide }], scheme }).body.join("");
  expect(html).toContain(`<div class="scale" style="width:${share}%">${words}</div>`);
});

test("without a known width there is no bar", () => {
  const { panels, scheme } = realisticReport();
  expect(panelsSection({ panels, scheme }).body.join("")).not.toContain('class="scale"');
});

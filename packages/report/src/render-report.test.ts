import { expect, test } from "vitest";
import { realisticReport } from "../test/realistic-report.ts";
import { renderReport } from "./render-report.ts";
import type { ReportData } from "./report-data.ts";

function render(changes: Partial<ReportData>): string {
  return renderReport({ ...realisticReport(), ...changes });
}

const EMPTY: ReportData = {
  title: "Nothing yet",
  generatedBy: "undercoat 0.1.0",
  summary: [],
  notes: [],
  seeds: [],
  scheme: { name: "none", classes: [] },
  arms: [],
  perScene: [],
  comparisons: [],
  curves: [],
  panels: [],
  noise: [],
  layers: [],
  config: [],
  environment: {},
  inputs: [],
  timings: [],
};

test("a run without results still gives a report that says so", () => {
  const html = renderReport(EMPTY);
  expect(html).toContain("No finding was written for this run.");
  expect(html).toContain("The seeds of this run are not recorded.");
  expect(html.match(/<h2/g)).toHaveLength(1);
});

test("one seed is called out, whatever the notes say", () => {
  expect(render({ seeds: [3], notes: [] })).toContain(
    "One seed only: no difference in this report can be told from chance",
  );
});

test("two to four seeds are called a first look", () => {
  expect(render({ seeds: [0, 1, 2] })).toContain("3 seeds are a first look only");
  expect(render({ seeds: [0, 1, 2, 3, 4] })).not.toContain("first look");
});

test("a run without a control says what it cannot show", () => {
  const { arms } = realisticReport();
  const html = render({ arms: arms.map((arm) => ({ ...arm, control: false })) });
  expect(html).toContain("No arm of this run is a control");
  expect(render({})).not.toContain("No arm of this run is a control");
});

test("many intervals come with the number that chance would leave above or below zero", () => {
  expect(render({})).toContain("18 intervals are shown");
  expect(render({ comparisons: realisticReport().comparisons.slice(0, 2) })).not.toContain(
    "intervals are shown",
  );
});

test("a difference of one seed has no interval and cannot tell", () => {
  const [first] = realisticReport().comparisons;
  const difference = { mean: 0.05, standardError: null, n: 1, interval: null };
  const html = render({ comparisons: [{ ...first!, difference }] });
  expect(html).toContain("<td>cannot tell, no interval</td>");
  expect(html).toContain('<td class="number">+5.0</td><td class="number">n/a</td>');
});

test("an interval that holds no numbers is none", () => {
  const [first] = realisticReport().comparisons;
  const difference = {
    mean: 0.05,
    standardError: Number.NaN,
    n: 1,
    interval: [Number.NaN, Number.NaN] as const,
  };
  expect(render({ comparisons: [{ ...first!, difference }] })).toContain("<td>cannot tell, no interval</td>");
});

test("a score that is missing or not a number is n/a", () => {
  const [first] = realisticReport().arms;
  const nothing = { mean: Number.NaN, standardError: Number.NaN, n: 0 };
  const html = render({ arms: [{ ...first!, iou: null, bestIou: nothing }] });
  expect(html).toContain(
    '<td class="number">59.1 ± 1.8</td><td class="number">n/a</td><td class="number">n/a</td>',
  );
});

test("scores of every class are shown where an arm has them", () => {
  const [first] = realisticReport().arms;
  const perClass = [{ className: "water", iou: { mean: 0.5, standardError: 0.01, n: 3 } }];
  const html = render({ arms: [{ ...first!, perClass }] });
  expect(html).toContain('<th scope="col" class="number">water</th>');
  expect(html).toContain('<td class="number">50.0 ± 1.0</td>');
});

test("a loss that is not finite leaves a gap that the description names", () => {
  const steps = [1, 2, 3];
  const curve = { name: "odd", stage: "pretrain" as const, steps, losses: [[1, Number.NaN, 0.5]] };
  expect(render({ curves: [curve] })).toContain(
    "odd: from 1.00 to 0.50, with gaps where the loss was not finite.",
  );
  const lost = { ...curve, losses: [[Number.NaN, Number.NaN, Number.NaN]] };
  expect(render({ curves: [lost] })).toContain("1 curves hold no finite loss and are not drawn.");
});

test("a curve with another number of losses than steps is refused", () => {
  const curve = { name: "odd", stage: "pretrain" as const, steps: [1, 2], losses: [[1]] };
  expect(() => render({ curves: [curve] })).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: curve "odd" has 1 losses, but 2 steps; give one loss per step for every seed]`,
  );
});

test("more curves than one chart can hold are spread over several", () => {
  const [first] = realisticReport().curves;
  const curves = Array.from({ length: 7 }, (_, index) => ({ ...first!, name: `arm ${index}` }));
  const html = render({ curves });
  expect(html).toContain("Loss while pretraining (1 of 2)");
  expect(html).toContain("Loss while pretraining (2 of 2)");
});

test("layers without a ratio are listed and not drawn", () => {
  const [layers] = realisticReport().layers;
  const nothing = { value: 0.1, nullValue: null, ratio: null, interval: null };
  const groups = [{ group: "head", measures: { W1: nothing } }];
  const html = render({ layers: [{ ...layers!, groups }] });
  expect(html).not.toContain("layers-0-wide");
  expect(html).toContain('<th scope="row">head</th>');
  expect(html).toContain("What these measures cannot see");
});

test("what the licences ask for and what nobody has answered is in plain sight", () => {
  const html = render({});
  expect(html).toContain("<li>OpenAerialMap contributors</li>");
  expect(html).toContain("<li>nepal_b.tif: licence unknown</li>");
  expect(html).toContain("<li>nepal_b.tif: the date of the labels is not known</li>");
});

test("every config value is shown as JSON with its origin", () => {
  const html = render({});
  expect(html).toContain('<th scope="row">pretrain.steps</th><td>600</td><td>default</td>');
  expect(html).toContain("{&quot;kind&quot;:&quot;sequence&quot;");
});

test("a picture given as PNG bytes is taken as it is, other bytes are refused", () => {
  const [panel] = realisticReport().panels;
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);
  expect(render({ panels: [{ ...panel!, image: png }] })).toContain(
    'src="data:image/png;base64,iVBORwECAw=="',
  );
  expect(() =>
    render({ panels: [{ ...panel!, image: Uint8Array.of(0xff, 0xd8) }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: picture of 2 bytes does not start like a PNG file; give PNG bytes, or { width, height, data } with RGBA samples]`,
  );
});

test("the words below a picture say how much of each class it holds", () => {
  const clean = { width: 4, height: 1, data: Uint8Array.of(0, 0, 0, 1) };
  const [panel] = realisticReport().panels;
  const html = render({ panels: [{ ...panel!, clean, noisy: null, predictions: [] }] });
  expect(html).toContain('alt="Clean labels of scene zanzibar_b: background 75.0 %, building 25.0 %"');
  expect(html).not.toContain("<fieldset");
});

import { expect, test } from "vitest";
import { parseHtml } from "../test/parse-html.ts";
import { renderStudy } from "./render-study.ts";
import type { StudyData } from "./study-data.ts";

const gain = (mean: number) => ({ mean, low: mean - 0.02, high: mean + 0.02, n: 3 });
const DATA: StudyData = {
  generatedBy: "a test",
  name: "Noise <b>map</b>",
  engine: "wasm",
  seeds: [0, 1, 2],
  score: "IoU",
  level: 0.95,
  findings: ['"omission": a gain is shown up to 5 % wrong pixels'],
  comparisons: ["<i>one</i>"],
  cautions: ["3 seeds."],
  maps: [
    {
      title: "noisy/frozen − random/frozen",
      kinds: ["omission", "flips"],
      rates: [0.02, 0.05],
      gains: [
        [gain(0.1), gain(0.05)],
        [gain(-0.01), null],
      ],
    },
  ],
  marks: [{ name: "osm", value: 0.03, low: 0.025, high: 0.04 }],
  labels: "patches",
  curves: [
    {
      title: "",
      arms: [{ name: "noisy/frozen", points: [4, 16].map((labels) => ({ labels, ...gain(0.5) })) }],
    },
  ],
  columns: ["noise", "arm", "IoU"],
  rows: [["omission", "noisy/frozen", 52.1]],
};

test("the answer stands first, text is escaped, and every chart has its table", () => {
  const html = renderStudy(DATA);
  parseHtml(html);
  expect(html.indexOf("a gain is shown")).toBeLessThan(html.indexOf("<svg"));
  expect(html).toContain("Noise &lt;b&gt;map&lt;/b&gt;");
  expect(html).not.toContain("<b>map");
  const figures = html.split('<figure class="chart-figure">').slice(1);
  expect(figures).toHaveLength(1 + 2 + 1);
  for (const figure of figures) expect(figure).toContain("<table>");
  expect(html).toContain("your noise: osm");
});

test("a study without maps and curves has its table alone", () => {
  const html = renderStudy({ ...DATA, maps: [], curves: [] });
  expect(html).not.toContain("<svg");
  expect(html).toContain("52.1");
});

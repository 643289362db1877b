import { expect, test } from "vitest";
import { parseHtml } from "../test/parse-html.ts";
import { realisticPilot } from "../test/realistic-pilot.ts";
import { renderPilot } from "./render-pilot.ts";

test("the answer comes first, then pictures, curve, labels, audit and the commands", () => {
  const html = renderPilot(realisticPilot());
  const headings = [...html.matchAll(/<h2 id="[^"]*">([^<]*)<\/h2>/g)].map(([, heading]) => heading);
  expect(headings).toEqual([
    "Is it worth it?",
    "Pictures",
    "How many clean labels it takes",
    "How noisy the labels are",
    "May the data be used?",
    "Data and licences",
    "Commands that repeat it",
    "How to repeat this run",
  ]);
  expect(html).toContain('<p class="verdict">Cannot tell yet.</p>');
  expect(html).toContain(
    "10.0 % of the pixels of &quot;osm&quot; differ from the clean labels (8.8 to 11.1 %), in 9 windows.",
  );
  expect(html).toContain("1 point is open.");
  expect(renderPilot(realisticPilot())).toBe(html);
  expect(parseHtml(html).problem).toBeNull();
});

test("stages that are missing are named, and their sections left out", () => {
  const html = renderPilot({
    ...realisticPilot(),
    verdict: null,
    labels: null,
    curves: [],
    gains: [],
    audit: null,
  });
  expect(html).toContain("Not known yet.");
  expect(html).toContain(
    "This pilot is not finished: the check of the labels, the study, the money, the audit are missing.",
  );
  expect(html).not.toContain("May the data be used?");
});

test("markup in any text of a person stays text", () => {
  const data = realisticPilot();
  const bad = '<script>alert("1")</script>';
  const html = renderPilot({
    ...data,
    title: bad,
    answer: [bad],
    cautions: [bad],
    scheme: { ...data.scheme, classes: data.scheme.classes.map((each) => ({ ...each, name: bad })) },
    labels: { ...data.labels!, name: bad, verdicts: [bad] },
    candidate: bad,
    commands: [bad],
    audit: {
      open: 1,
      findings: data.audit!.findings.map((each) => ({ ...each, title: bad, details: [bad], question: bad })),
    },
    inputs: data.inputs.map((each) => ({ ...each, name: bad, attribution: bad })),
  });
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;");
  expect(parseHtml(html).problem).toBeNull();
});

import { expect, test } from "vitest";
import { auditSources, checklistHtml, checklistMarkdown } from "../src/index.ts";
import { file, source } from "./sources.ts";

const EVIL = '<script>alert("x")</script>';
const options = { generatedBy: `undercoat ${EVIL}`, date: "2026-11-27" };
const audit = auditSources({
  name: `city ${EVIL}`,
  sources: [
    source({
      name: `images ${EVIL}`,
      source: EVIL,
      licence: EVIL,
      licenceNote: EVIL,
      attribution: EVIL,
      openPoints: [EVIL],
      transformations: [EVIL],
      files: [file(EVIL, { crs: EVIL, recordedSha256: "b".repeat(64) })],
    }),
    source({ name: "osm", role: "labels", licence: "ODbL-1.0", tracedFrom: EVIL, method: "hand-traced" }),
  ],
  use: { commercial: null, publish: null },
  accepted: [{ rule: "mixed-crs", reason: EVIL, date: "2026-11-27" }],
});
const html = checklistHtml(audit, options);

test("text of files and descriptions is escaped in HTML and Markdown", () => {
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;");
  const markdown = checklistMarkdown(audit, options);
  expect(markdown).not.toContain("<script");
  expect(
    markdown
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .every((line) => line.endsWith("|")),
  ).toBe(true);
});

test("the page loads nothing, and every point is a heading with its outcome in words", () => {
  expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  expect(html).not.toContain("url(");
  for (const { title, outcome } of audit.findings) {
    expect(html).toContain(`${title}</h3>`);
    expect(html).toContain(`</span> ${outcome}</p>`);
  }
  expect(html).toContain("Name and signature");
  expect(html).toContain("It is no legal advice");
});

test("HTML and Markdown hold the same points, who answers them, and what was accepted why", () => {
  const markdown = checklistMarkdown(audit, options).replace(/\\/g, "");
  for (const { rule, who, isOpen } of audit.findings) {
    expect(markdown).toContain(`(\`${rule}\`)`);
    if (isOpen) for (const text of [html, markdown]) expect(text).toContain(who);
  }
  for (const text of [html, markdown]) expect(text).toContain("accepted on 2026-11-27");
});

import { axeFindings, hasBrowser } from "@undercoat/test-utils/axe";
import { expect, test } from "vitest";
import { auditSources, checklistHtml } from "../src/index.ts";
import { file, source } from "./sources.ts";

/** What axe finds; it must have run. */
async function findingsOf(html: string, ...flags: string[]): Promise<readonly string[]> {
  const { found, passes } = await axeFindings(html, flags);
  expect(passes).toBeGreaterThan(10);
  return found;
}

const audit = auditSources({
  name: "city",
  sources: [
    source({ licence: "CC-BY-NC-4.0", files: [file("a.tif", { recordedSha256: "b".repeat(64) })] }),
    source({ name: "osm", role: "labels", licence: "ODbL-1.0", method: "hand-traced", date: "2021" }),
  ],
  use: { commercial: null, publish: null },
  accepted: [{ rule: "share-alike", reason: "agreed", date: "2026-11-27" }],
});
const html = checklistHtml(audit, { generatedBy: "undercoat", date: "2026-11-27" });

test.skipIf(!hasBrowser)(
  "axe finds nothing in the checklist, wide, narrow and dark (needs Chromium)",
  async () => {
    expect(await findingsOf(html, "--window-size=1280,1000")).toEqual([]);
    expect(await findingsOf(html, "--window-size=400,1000")).toEqual([]);
    const dark = html.replace("prefers-color-scheme:dark", "min-width:1px");
    expect(await findingsOf(dark)).toEqual([]);
  },
);

test.skipIf(!hasBrowser)("axe does find what is wrong", async () => {
  const pale = html.replace("--text:#1b1f24", "--text:#f4f4f4");
  expect((await findingsOf(pale)).join()).toContain("color-contrast");
});

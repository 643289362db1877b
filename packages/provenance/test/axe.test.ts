import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "@undercoat/test-utils";
import axe from "axe-core";
import { expect, test } from "vitest";
import { auditSources, checklistHtml } from "../src/index.ts";
import { file, source } from "./sources.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = BROWSERS.find((path) => existsSync(path));
const folder = temporaryFolder();

/** Ids of what axe finds in a page, with the elements; runs inside the page and leaves them in its title. */
async function axeFindings(html: string, flags: readonly string[] = []): Promise<string[]> {
  const ask =
    "axe.run().then(({ violations, passes }) => { document.title = JSON.stringify({ passes: passes.length, found: " +
    'violations.map(({ id, impact, nodes }) => [impact, id, ...nodes.map(({ target }) => target)].join(" ")) }) })';
  const page = html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") // it would, rightly, stop axe
    .replace("</body>", () => `<script>${axe.source}</script><script>${ask}</script></body>`);
  const path = `${folder}/page.html`;
  await writeFile(path, page);
  const fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom"];
  const { stdout } = await promisify(execFile)(browser!, [...fixed, ...flags, pathToFileURL(path).href], {
    maxBuffer: 1 << 26,
  });
  const [, title = ""] = /<title>(.*?)<\/title>/s.exec(stdout) ?? [];
  const { passes, found } = JSON.parse(title.replaceAll("&gt;", ">").replaceAll("&lt;", "<")) as {
    passes: number;
    found: string[];
  };
  expect(passes).toBeGreaterThan(10); // axe did run
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

test.skipIf(browser === undefined)(
  "axe finds nothing in the checklist, wide, narrow and dark (needs Chromium)",
  async () => {
    expect(await axeFindings(html, ["--window-size=1280,1000"])).toEqual([]);
    expect(await axeFindings(html, ["--window-size=400,1000"])).toEqual([]);
    const dark = html.replace("prefers-color-scheme:dark", "min-width:1px");
    expect(await axeFindings(dark)).toEqual([]);
  },
);

test.skipIf(browser === undefined)("axe does find what is wrong", async () => {
  const pale = html.replace("--text:#1b1f24", "--text:#f4f4f4");
  expect((await axeFindings(pale)).join()).toContain("color-contrast");
});

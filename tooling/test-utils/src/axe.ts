/**
 * What axe-core finds in a page, in a headless Chromium.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import axe from "axe-core";
import { temporaryFolder } from "./temporary-folder.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = BROWSERS.find((path) => existsSync(path));

/** Whether this machine has a browser that {@link axeFindings} can use. */
export const hasBrowser = browser !== undefined;

/** What was found, with the elements, and how many rules passed; none passed means that axe did not run. */
export interface AxeFindings {
  readonly found: readonly string[];
  readonly passes: number;
}

/** Runs axe inside the page; `flags` are the browser's, such as `--window-size=400,1000`. */
export async function axeFindings(html: string, flags: readonly string[] = []): Promise<AxeFindings> {
  const ask =
    "axe.run().then(({ violations, passes }) => { document.title = JSON.stringify({ passes: passes.length, found: " +
    'violations.map(({ id, impact, nodes }) => [impact, id, ...nodes.map(({ target }) => target)].join(" ")) }) })';
  const page = html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") // it would, rightly, stop axe
    .replace("</body>", () => `<script>${axe.source}</script><script>${ask}</script></body>`);
  const path = `${temporaryFolder()}/page.html`;
  await writeFile(path, page);
  const fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom"];
  const { stdout } = await promisify(execFile)(
    browser ?? "",
    [...fixed, ...flags, pathToFileURL(path).href],
    {
      maxBuffer: 1 << 26,
    },
  );
  const [, title = ""] = /<title>(.*?)<\/title>/s.exec(stdout) ?? [];
  return JSON.parse(
    title.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
  ) as AxeFindings;
}

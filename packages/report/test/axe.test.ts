import { axeFindings, hasBrowser } from "@undercoat/test-utils/axe";
import { expect, test } from "vitest";
import { renderPilot, renderReport } from "../src/index.ts";
import { realisticPilot } from "./realistic-pilot.ts";
import { realisticReport } from "./realistic-report.ts";

const PAGES = { run: renderReport(realisticReport()), pilot: renderPilot(realisticPilot()) };

test.skipIf(!hasBrowser).each(Object.entries(PAGES))(
  "axe finds nothing in the page of a %s, wide, narrow and dark (needs Chromium)",
  async (_, html) => {
    const dark = html.replace("prefers-color-scheme:dark", "min-width:1px");
    for (const [page, size] of [
      [html, "1280,1000"],
      [html, "500,1000"],
      [dark, "1280,1000"],
    ] as const) {
      const { found, passes } = await axeFindings(page, [`--window-size=${size}`]);
      expect(found).toEqual([]);
      expect(passes).toBeGreaterThan(10); // axe did run
    }
  },
);

import { isNoiseEstimationError } from "@undercoat/noise-estimation";
import { describeShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { estimateNoiseFromImages } from "../src/index.ts";

/** Share of NLCD pixels that differ from the clean map, which the estimate never sees: facts.json of the folder. */
const REALISED = 0.1811;
const WIDEST = 0.15;
const MINUTES = 60_000;

describeShared("noise of NLCD, judged by NAIP alone", ["data", "chesapeake_mini"], (folder) => {
  test("is covered by an interval of 15 points at most, or refused with the reason", {
    timeout: 10 * MINUTES,
  }, async () => {
    const options = {
      labels: `${folder}/derived/nlcd_4class_noisy.tif`,
      image: `${folder}/m_3907833_nw_17_1_naip-new.tif`,
      seeds: 1,
      folds: 2,
      steps: 40,
      widest: WIDEST,
    };
    try {
      for await (const report of estimateNoiseFromImages(options)) {
        if (report.kind !== "result") continue;
        const { low, high } = report.result.estimate.noiseRate;
        expect(low).toBeLessThanOrEqual(REALISED);
        expect(high).toBeGreaterThanOrEqual(REALISED);
        expect(high - low).toBeLessThanOrEqual(WIDEST);
      }
    } catch (error) {
      if (!isNoiseEstimationError(error, "NOT_SUPPORTED")) throw error;
      expect(["no-skill", "too-wide", "no-confident-pixels"]).toContain(error.context["reason"]);
    }
  });
});

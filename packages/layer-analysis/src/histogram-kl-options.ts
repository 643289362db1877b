import * as z from "zod";

/** Options of `histogramWeightKl`. */
export const HistogramKlOptions = z.strictObject({
  /** Equal-width bins over the range seen in the reference; one open bin is added on each side. */
  bins: z.int().min(2).default(64),
  /** Pseudo-count added to every bin of both histograms, so that no bin is empty. */
  pseudoCount: z.number().positive().default(1),
});
/** What {@link HistogramKlOptions} accepts. */
export type HistogramKlOptions = z.input<typeof HistogramKlOptions>;

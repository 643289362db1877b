import { percent } from "./noise-limit.ts";
import type { SensitivityPanel, SensitivityReference } from "./sensitivity-map.ts";

/** Noise of given labels: the share of wrong pixels, with its interval. */
export interface NoiseMark {
  /** Whose noise it is. */
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Kinds of noise that it may be. Omitted: any kind of the map. */
  readonly kinds?: readonly string[] | undefined;
}

/** What a map says of a noise, if it is of one kind. */
export interface PlacedNoise {
  readonly mark: NoiseMark;
  readonly noise: string;
  readonly reference: SensitivityReference;
  /** Measured rates around the whole interval. */
  readonly rates: readonly number[];
  readonly verdict: "gain" | "loss" | "cannot tell";
  /** One line in plain words. */
  readonly text: string;
}

/**
 * "Your noise is here": what each kind of noise of a map says at the rate of a mark. It looks at every measured rate from
 * the one below the interval to the one above it; all must agree, and nothing is said beyond the largest.
 *
 * @example
 * ```ts
 * placeNoise(panel, { name: "osm", value: 0.06, low: 0.04, high: 0.09 }, "random");
 * ```
 */
export function placeNoise(
  panel: SensitivityPanel,
  mark: NoiseMark,
  reference: SensitivityReference,
): readonly PlacedNoise[] {
  const kinds = panel.kinds.filter((kind) => mark.kinds === undefined || mark.kinds.includes(kind));
  return kinds.map((noise) => placed(panel, { mark, noise, reference }));
}

function placed(
  panel: SensitivityPanel,
  { mark, noise, reference }: Pick<PlacedNoise, "mark" | "noise" | "reference">,
): PlacedNoise {
  const cells = panel.cells
    .filter((cell) => cell.noise === noise && cell.gains[reference] !== null)
    .toSorted((a, b) => a.rate - b.rate);
  const measured = cells.map(({ rate }) => rate);
  const below = measured.filter((rate) => rate <= mark.low).at(-1);
  const above = measured.find((rate) => rate >= mark.high);
  const around = cells.filter(
    ({ rate }) => rate >= (below ?? Number.NEGATIVE_INFINITY) && rate <= (above ?? Number.POSITIVE_INFINITY),
  );
  const rates = around.map(({ rate }) => rate);
  const head = `${mark.name}, ${percent(mark.value)} wrong pixels (${percent(mark.low)} to ${percent(mark.high)}), if it is "${noise}", against ${reference}`;
  const facts = { mark, noise, reference, rates };
  if (above === undefined)
    return {
      ...facts,
      verdict: "cannot tell",
      text: `${head}: cannot tell, because the study ends at ${measured.length === 0 ? "no rate" : percent(measured.at(-1)!)}`,
    };
  const verdicts = new Set(around.map(({ gains }) => gains[reference]!.verdict));
  const only = verdicts.size === 1 ? [...verdicts][0] : "cannot tell";
  const verdict = only === "above" ? "gain" : only === "below" ? "loss" : "cannot tell";
  const shown = `at ${rates.map(percent).join(", ")}`;
  if (verdict !== "cannot tell")
    return { ...facts, verdict, text: `${head}: a ${verdict} is shown ${shown}` };
  return {
    ...facts,
    verdict,
    text: `${head}: cannot tell, because the gains ${shown} do not agree or hold 0`,
  };
}

import type { RoiData } from "../roi-data.ts";
import { amount, figureText, unitText } from "./amount.ts";
import { definitions, paragraph, type Section, scrollTable } from "./html.ts";

/** Every figure with its formula. */
export function figuresSection({ figures, level }: RoiData): Section {
  const numeric = ["median", "low", "high"].map((label) => ({ label, numeric: true }));
  return {
    id: "figures",
    heading: "Every figure and its formula",
    body: [
      paragraph(
        "Formulas name figures of this table and assumptions of the next. A figure is computed in every draw; its median is not the formula of medians.",
      ),
      scrollTable(
        {
          caption: `Median and ends of the ${Math.round(100 * level)} % interval`,
          columns: [
            { label: "figure" },
            { label: "key" },
            ...numeric,
            { label: "unit" },
            { label: "formula" },
          ],
          rows: figures.map((figure) => {
            const { key, name, unit, formula, missing, median, low, high } = figure;
            const needed = missing.length === 0 ? "" : ` (not given: ${missing.join(", ")})`;
            const numbers = [median, low, high].map((value) => figureText(value, figure));
            return [name, key, ...numbers, unitText(unit), `${formula}${needed}`];
          }),
        },
        "loose",
      ),
    ],
  };
}

/** Every assumption with its source; defaults are called so. */
export function assumptionsSection({ assumptions }: RoiData): Section {
  const numeric = ["10 %", "median", "90 %"].map((label) => ({ label, numeric: true }));
  return {
    id: "assumptions",
    heading: "Assumptions",
    body: [
      scrollTable(
        {
          caption: "Quantities as they were used",
          columns: [
            { label: "quantity" },
            { label: "key" },
            { label: "distribution" },
            { label: "unit" },
            ...numeric,
            { label: "from" },
            { label: "source" },
          ],
          rows: assumptions.map(({ name, key, distribution, unit, p10, median, p90, origin, source }) => [
            name,
            key,
            distribution,
            unit,
            amount(p10),
            amount(median),
            amount(p90),
            origin === "default" ? "DEFAULT" : origin,
            source,
          ]),
        },
        "loose",
      ),
    ],
  };
}

/** How it was computed, and from what. */
export function roiRecord({ draws, seed, level, curve, inputs }: RoiData): Section {
  const percent = Math.round(100 * level);
  const seeds =
    curve === null
      ? []
      : [
          [
            "Learning curves",
            `${curve.seeds.length} seeds (${curve.seeds.join(", ")}) drawn with replacement, the same for both arms; means moved ${curve.widening.toFixed(2)} times as far from the mean, which turns the normal interval of few seeds into Student's.`,
          ] as const,
        ];
  return {
    id: "record",
    heading: "How it was computed",
    body: [
      definitions([
        [
          "Draws",
          `${draws} by Monte Carlo with seed ${seed}, every quantity from a stream of its own, independently.`,
        ],
        ...seeds,
        [
          "Rule",
          `The verdict looks at the middle ${percent} % of the draws: wholly above zero it is worth it, wholly below not worth it, and if zero lies inside nobody can tell yet.`,
        ],
        ...inputs.map(({ name, sha256 }) => [name, `SHA-256 ${sha256}`] as const),
      ]),
    ],
  };
}

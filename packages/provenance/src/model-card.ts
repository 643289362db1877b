import { escapeMarkdown, markdownList, markdownTable } from "./internal/markdown.ts";
import { inheritedOf } from "./provenance-record.ts";
import type { SourceRecord } from "./source-record.ts";

/** What a model card says of the model itself. */
export interface ModelCardParts {
  readonly name: string;
  /** A few sentences: what it was trained for, and how. */
  readonly summary: readonly string[];
  /** Scores as they are printed, with their intervals. */
  readonly scores: readonly { readonly name: string; readonly value: string }[];
  readonly classes: readonly string[];
  readonly sources: readonly SourceRecord[];
  /** What it must not be used for or has not been tried on. */
  readonly limits: readonly string[];
  readonly software: Readonly<Record<string, string>>;
}

/**
 * A model card in Markdown: what it was made of, what is owed for that, and what nobody has answered.
 *
 * @see {@link https://arxiv.org/abs/1810.03993 | Mitchell et al. 2019, Model Cards for Model Reporting}
 */
export function modelCard(parts: ModelCardParts): string {
  const { attributions, openPoints, machineMade } = inheritedOf(parts.sources);
  const sections: readonly (readonly [string, string])[] = [
    ["Classes", markdownList(parts.classes, "Not recorded.")],
    [
      "Scores",
      parts.scores.length === 0
        ? "None recorded."
        : markdownTable(
            ["score", "value"],
            parts.scores.map(({ name, value }) => [name, value]),
          ),
    ],
    [
      "Made of",
      markdownTable(
        ["source", "role", "licence", "date", "labels made by"],
        parts.sources.map((source) => [
          source.name,
          source.role,
          source.licence === null ? "none recorded" : `${source.licence} (${source.licenceBasis})`,
          source.date ?? "not recorded",
          source.role === "labels" ? (source.method ?? "not recorded") : "–",
        ]),
      ),
    ],
    ["To be shown with it", markdownList(attributions, "No line is recorded.")],
    ["Labels not drawn by people", markdownList(machineMade, "None, as far as is recorded.")],
    ["Open points", markdownList(openPoints, "None recorded.")],
    ["Limits", markdownList(parts.limits, "None recorded.")],
    [
      "Made with",
      markdownList(
        Object.entries(parts.software).map(([program, version]) => `${program} ${version}`),
        "Not recorded.",
      ),
    ],
  ];
  return [
    `# ${escapeMarkdown(parts.name)}`,
    ...parts.summary.map(escapeMarkdown),
    ...sections.map(([heading, body]) => `## ${heading}\n\n${body}`),
    "",
  ].join("\n\n");
}

import { writeFolderAtomic } from "@undercoat/files";
import {
  checklistHtml,
  checklistMarkdown,
  labelItem,
  modelCard,
  modelItem,
  provDocument,
  type StacItem,
} from "@undercoat/provenance";
import type { DataAudit } from "./audit-data.ts";
import { modelScores } from "./model-scores.ts";

/** What {@link writeAudit} takes. */
export interface WriteAuditOptions {
  /** Such as `undercoat 0.1.0`. */
  readonly generatedBy: string;
  /** Day of the audit, `2026-11-27`. */
  readonly date: string;
}

/**
 * Writes an audit as a folder: `checklist.html` and `checklist.md` to sign, `audit.json`, `provenance.json` (PROV-JSON),
 * STAC items below `stac/`, and `model-card.md` for a run that has models. Returns their names.
 *
 * @throws {FilesError} `WOULD_REMOVE_FILES` for a folder that holds something else.
 */
export async function writeAudit(
  folder: string,
  audited: DataAudit,
  { generatedBy, date }: WriteAuditOptions,
): Promise<readonly string[]> {
  const { audit, record, classes, models } = audited;
  const { sources } = record;
  const writtenAt = `${date}T00:00:00Z`;
  const items = [
    ...sources
      .filter(({ role }) => role === "labels")
      .map((source) => labelItem(source, { classes, writtenAt })),
    ...models.map((model) => modelItem(model, sources)),
  ];
  const files = {
    "checklist.html": checklistHtml(audit, { generatedBy, date }),
    "checklist.md": checklistMarkdown(audit, { generatedBy, date }),
    "audit.json": json(audit),
    "provenance.json": json(provDocument(record)),
    ...Object.fromEntries(items.map((item, index) => [fileName(items, index), json(item)])),
    ...(models.length === 0 ? {} : { "model-card.md": await cardOf(audited) }),
  };
  await writeFolderAtomic(folder, files);
  return Object.keys(files);
}

/** Ids of two items may be the same where their names differ in signs only. */
function fileName(items: readonly StacItem[], index: number): string {
  const { id } = items[index]!;
  const isFirst = items.findIndex((item) => item.id === id) === index;
  return `stac/${id}${isFirst ? "" : `-${index + 1}`}.json`;
}

async function cardOf({ audit, record, classes, models, folder }: DataAudit): Promise<string> {
  return modelCard({
    name: record.name,
    summary: [
      `${models.length} models for semantic segmentation, one for every stage, arm and seed of the run "${record.name}".`,
      `Architecture: ${[...new Set(models.map(({ architecture }) => architecture))].join("; ")}.`,
    ],
    scores: await modelScores(folder),
    classes: classes.map(({ name }) => name),
    sources: record.sources,
    limits: [
      "Tried on the test windows of the run alone: other places, seasons, sensors and resolutions were not.",
      ...(audit.open === 0 ? [] : [`${audit.open} points of the data audit are open.`]),
    ],
    software: record.activity?.software ?? {},
  });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import type { Command } from "commander";

interface AuditFlags {
  readonly accept: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

/** `undercoat audit`: licences and provenance of data; ends with 3 where a point is open. */
export function registerAudit(program: Command): void {
  const collect = (text: string, all: readonly string[] = []) => [...all, text];
  program
    .command("audit")
    .description(
      "where data come from, what is owed for them, and who must answer what; ends with 3 if a point is open",
    )
    .argument("<target>", "run folder, config, or data description (YAML; see docs/audit.md)")
    .option(
      "--accept <rule=reason>",
      "take an open point on your own account, also rule:source=reason; may be repeated, and is recorded with its day",
      collect,
      [],
    )
    .option(
      "--out <folder>",
      "write the checklist (HTML, Markdown), PROV-JSON, STAC items and, for a run, the model card",
    )
    .option("--json", "print one JSON object")
    .action(async (target: string, { accept, out, json }: AuditFlags) => {
      const { auditData, auditText, writeAudit } = await import("@undercoat/workflows/files");
      const date = new Date().toISOString().slice(0, 10);
      const audited = await auditData(target, { accept, date });
      if (out !== undefined) await writeAudit(out, audited, { generatedBy: "undercoat audit", date });
      process.stdout.write(`${json === true ? JSON.stringify(audited.audit) : auditText(audited)}\n`);
      if (out !== undefined && json !== true) process.stdout.write(`wrote ${out}/checklist.html\n`);
      if (audited.audit.open > 0) process.exitCode = 3;
    });
}

import { readFileChecked } from "@undercoat/files";
import { DataDescription, ProvenanceError } from "@undercoat/provenance";
import { parse } from "yaml";
import { describeIssue } from "../../config/describe-issue.ts";
import { yamlComplaint } from "../../config/yaml-complaint.ts";

/**
 * A data description from YAML or JSON.
 *
 * @throws {ProvenanceError} `DESCRIPTION_REFUSED`, naming the key.
 * @throws {FilesError} As `readFileChecked`.
 */
export async function readDescription(file: string): Promise<DataDescription> {
  return checkDescription(file, await readYamlFile(file));
}

/** The object that a YAML or JSON file holds. @throws {ProvenanceError} `DESCRIPTION_REFUSED` */
export async function readYamlFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = new TextDecoder().decode(await readFileChecked(file));
  const value = parsed(file, text);
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new ProvenanceError("DESCRIPTION_REFUSED", {
    message: `"${file}" holds ${value === null ? "nothing" : Array.isArray(value) ? "a list" : `a ${typeof value}`}, expected a run config or a data description; see docs/audit.md`,
    context: { file },
  });
}

/** What was read, as a data description. @throws {ProvenanceError} `DESCRIPTION_REFUSED` */
export function checkDescription(file: string, value: unknown): DataDescription {
  const checked = DataDescription.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new ProvenanceError("DESCRIPTION_REFUSED", {
    message: `data description "${file}": ${describeIssue(issue!, value, DataDescription)}`,
    context: { file, path: issue!.path.map(String) },
  });
}

function parsed(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new ProvenanceError("DESCRIPTION_REFUSED", {
      message: `"${file}" is not readable as YAML or JSON: ${yamlComplaint(cause)}`,
      context: { file },
      cause,
    });
  }
}

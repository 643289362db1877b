import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { ClustersError } from "./errors.ts";
import { ClusterProfile } from "./options.ts";

/**
 * Reads a profile; without a file, the defaults.
 *
 * @throws {ClustersError} `PROFILE_REFUSED`
 */
export async function readProfile(path?: string): Promise<ClusterProfile> {
  if (path === undefined) return ClusterProfile.parse({});
  let value: unknown;
  try {
    value = parse(await readFile(path, "utf8")) ?? {};
  } catch (cause) {
    const [why] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    throw new ClustersError("PROFILE_REFUSED", {
      message: `profile ${path} cannot be read as YAML: ${why}`,
      cause,
    });
  }
  const { data, error } = ClusterProfile.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new ClustersError("PROFILE_REFUSED", {
    message: `profile ${path}: ${issue?.path.join(".") || "it"}: ${issue?.message}; see docs/clusters.md for its keys`,
    context: { path },
  });
}

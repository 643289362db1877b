import path from "node:path";
import { isFilesError, readFileChecked } from "@undercoat/files";
import { parse } from "yaml";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { describeIssue } from "./describe-issue.ts";
import { withPlanFile } from "./plan-file.ts";
import { type ResolvedConfig, RunConfig } from "./run-config.ts";
import { applySettings, parseSettings } from "./settings.ts";
import { withRecipe } from "./with-recipe.ts";
import { yamlComplaint } from "./yaml-complaint.ts";

/** Where a value of the resolved config came from. */
export type Origin = "default" | "recipe" | "file" | "command line" | "environment";

/** A config ready to run, with the origin of every value by dotted key. */
export interface LoadedConfig {
  readonly config: ResolvedConfig;
  readonly origins: Readonly<Record<string, Origin>>;
}

/** What {@link loadConfig} takes beside the file. */
export interface LoadConfigOptions {
  /** `key=value` texts of the command line; they win over the file. */
  readonly set?: readonly string[];
  /** Environment for `${NAME:-default}` in `data.root`. Omitted: the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a YAML or JSON config, applies settings, fills defaults and resolves `data.root` against the file's folder.
 *
 * @throws {WorkflowError} `CONFIG_FILE` if the file cannot be read or parsed, `CONFIG_KEY` for an unknown key,
 *   `CONFIG_VALUE` for a value outside its range; each names the file, the key and the nearest valid word.
 */
export async function loadConfig(file: string, options: LoadConfigOptions = {}): Promise<LoadedConfig> {
  return configOf(await readYaml(file), file, options);
}

/**
 * {@link loadConfig} of a config that was read already.
 *
 * @param file - The file it stands in: named in messages, and what paths are relative to.
 */
export async function configOf(
  raw: Readonly<Record<string, unknown>>,
  file: string,
  options: LoadConfigOptions = {},
): Promise<LoadedConfig> {
  const settings = parseSettings(options.set ?? []);
  const { raw: laid, values } = withRecipe(applySettings(raw, settings));
  const merged = await withPlanFile(laid, file);
  const parsed = RunConfig.safeParse(merged);
  if (!parsed.success) throw configError(file, parsed.error.issues[0]!, merged);
  const root = resolveRoot(parsed.data.data.root, file, options.environment ?? process.env);
  const config: ResolvedConfig = { ...parsed.data, data: { ...parsed.data.data, root: root.path } };
  const origins = originsOf(
    config,
    { file: raw, recipe: values },
    settings.map((setting) => setting.path.join(".")),
  );
  return { config, origins: root.fromEnvironment ? { ...origins, "data.root": "environment" } : origins };
}

/** Keys and values of a YAML or JSON file. @throws {WorkflowError} `CONFIG_FILE` */
export async function readYaml(file: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = parse(new TextDecoder().decode(await readFileChecked(file)));
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    throw new WorkflowError("CONFIG_FILE", {
      message: `config "${file}" holds ${value === null ? "nothing" : `a ${typeof value}`}, expected keys and values; "undercoat init" writes a starter`,
      context: { file },
    });
  } catch (error) {
    if (isWorkflowError(error) || isFilesError(error)) throw error;
    throw new WorkflowError("CONFIG_FILE", {
      message: `config "${file}" is not readable as YAML or JSON: ${yamlComplaint(error)}`,
      context: { file },
      cause: error,
    });
  }
}

function configError(file: string, issue: Parameters<typeof describeIssue>[0], raw: unknown): WorkflowError {
  return new WorkflowError(issue.code === "unrecognized_keys" ? "CONFIG_KEY" : "CONFIG_VALUE", {
    message: `config "${file}": ${describeIssue(issue, raw, RunConfig)}`,
    context: { file, path: issue.path.map(String) },
  });
}

function resolveRoot(root: string, file: string, environment: Readonly<Record<string, string | undefined>>) {
  const pattern = /^\$\{(\w+)(?::-(.*))?\}$/.exec(root);
  const value = pattern === null ? undefined : environment[pattern[1]!] || undefined; // set, and not empty
  const folder = pattern === null ? root : (value ?? pattern[2]);
  if (folder === undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `config "${file}": key "data.root" takes its value from the variable ${pattern?.[1]}, which is not set; set it to the folder of the data`,
      context: { file },
    });
  // a path from the environment is relative to where the command runs, one from the file to the file
  const base = value === undefined ? path.dirname(file) : ".";
  return { path: path.resolve(base, folder), fromEnvironment: value !== undefined };
}

/** The origin of every leaf of `config` by dotted key. */
function originsOf(
  config: unknown,
  written: { readonly file: unknown; readonly recipe: unknown },
  set: readonly string[],
): Record<string, Origin> {
  const origins: Record<string, Origin> = {};
  const walk = (value: unknown, inFile: unknown, inRecipe: unknown, key: string): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [name, child] of Object.entries(value))
        walk(
          child,
          (inFile as Record<string, unknown> | undefined)?.[name],
          (inRecipe as Record<string, unknown> | undefined)?.[name],
          key === "" ? name : `${key}.${name}`,
        );
      return;
    }
    const isSet = set.some(
      (path) => key === path || key.startsWith(`${path}.`) || path.startsWith(`${key}.`),
    );
    origins[key] = isSet
      ? "command line"
      : inFile !== undefined
        ? "file"
        : inRecipe !== undefined
          ? "recipe"
          : "default";
  };
  walk(config, written.file, written.recipe, "");
  return origins;
}

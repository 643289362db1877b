import { parse } from "yaml";
import { WorkflowError } from "../errors.ts";
import { yamlComplaint } from "./yaml-complaint.ts";

/** One `--set key=value` of the command line, e.g. `pretrain.steps=100`; the value is read as YAML. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Reads `key=value` texts.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where a text has no `=` or no key.
 */
export function parseSettings(texts: readonly string[]): Setting[] {
  return texts.map((text) => {
    const at = text.indexOf("=");
    if (at < 1)
      throw new WorkflowError("CONFIG_VALUE", {
        message: `--set "${text}" is not key=value; write for example --set pretrain.steps=100`,
        context: { text },
      });
    const path = text.slice(0, at).trim().split(".");
    const own = path.find((step) => step in Object.prototype);
    if (own === undefined) return { path, value: parsedValue(text, at) };
    throw new WorkflowError("CONFIG_KEY", {
      message: `--set "${text}": key "${own}" is not known; "undercoat config schema" lists every key`,
      context: { text },
    });
  });
}

function parsedValue(text: string, at: number): unknown {
  try {
    return parse(text.slice(at + 1));
  } catch (cause) {
    throw new WorkflowError("CONFIG_VALUE", {
      message: `--set "${text}" is not readable as YAML: ${yamlComplaint(cause)}; quote it for the shell, e.g. --set 'seeds=[0, 1]'`,
      context: { text },
      cause,
    });
  }
}

/** A copy of `raw` with every setting put in place; missing objects on the way are made. */
export function applySettings(raw: unknown, settings: readonly Setting[]): unknown {
  const copy = structuredClone(raw);
  for (const { path, value } of settings) {
    let node = copy as Record<string, unknown>;
    for (const step of path.slice(0, -1)) {
      if (typeof node[step] !== "object" || node[step] === null) node[step] = {};
      node = node[step] as Record<string, unknown>;
    }
    node[path.at(-1)!] = value;
  }
  return copy;
}

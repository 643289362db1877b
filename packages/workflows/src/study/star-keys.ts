import { WorkflowError } from "../errors.ts";

/**
 * The keys that a dotted key with steps `*` stands for: `pretrainings.*.noise` is the noise of every pretraining that has
 * one in `base`.
 *
 * @throws {WorkflowError} `CONFIG_KEY` where there is none.
 */
export function starKeys(base: unknown, key: string, file: string): readonly string[] {
  const steps = key.split(".");
  if (!steps.includes("*")) return [key];
  const found = matches(base, steps);
  if (found.length > 0) return found.map((path) => path.join("."));
  throw new WorkflowError("CONFIG_KEY", {
    message: `study "${file}": key "${key}" stands for nothing, because the base config has no such key; a step * takes only names that have the rest of the key: write it there once, or name the keys`,
    context: { file, key },
  });
}

function matches(node: unknown, steps: readonly string[]): string[][] {
  const [step, ...rest] = steps;
  if (step === undefined) return [[]];
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
  const own = Object.entries(node).filter(([name]) => step === "*" || step === name);
  return own.flatMap(([name, child]) => matches(child, rest).map((path) => [name, ...path]));
}

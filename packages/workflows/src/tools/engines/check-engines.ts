import { engineList } from "@undercoat/engines";
import { EngineName } from "@undercoat/engines/options";
import { nearestWord } from "../../config/nearest-word.ts";
import { WorkflowError } from "../../errors.ts";
import { EngineProcess } from "./engine-process.ts";
import { EngineCheck, type EngineCheckReport } from "./engine-report.ts";

/** What {@link checkEngines} is asked for. */
export interface CheckEnginesOptions {
  /** Engines to check; empty: all that can be had here. */
  readonly names: readonly string[];
  readonly threads: number;
  /** Checks to do; omitted: all. */
  readonly only?: readonly EngineCheck["name"][];
}

/**
 * Checks engines, each in a process of its own: gradients against finite differences, compiled against
 * uncompiled steps, determinism, tensors and memory.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for a name that is no engine.
 */
export async function* checkEngines({
  names,
  threads,
  only,
}: CheckEnginesOptions): AsyncGenerator<EngineCheckReport> {
  for (const name of names) refuseUnknown(name);
  for (const { name, missing } of await engineList()) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (missing !== null) {
      if (names.length > 0) yield { engine: name, missing, checks: [] };
      continue;
    }
    yield {
      engine: name,
      missing: null,
      checks: await checksOf(name, threads, only ?? EngineCheck.shape.name.options),
    };
  }
}

async function checksOf(
  name: EngineName,
  threads: number,
  wanted: readonly EngineCheck["name"][],
): Promise<EngineCheck[]> {
  const engine = new EngineProcess();
  const checks: EngineCheck[] = [];
  try {
    await engine.ask({ kind: "start", engine: name, threads });
    for (const what of wanted) checks.push(await engine.ask({ kind: "check", what }));
  } catch (error) {
    const at = wanted[checks.length]!;
    checks.push({ name: at, passed: false, found: (error as Error).message });
  } finally {
    engine.close();
  }
  return checks;
}

function refuseUnknown(name: string): void {
  const known = EngineName.options.filter((option) => option !== "auto");
  if ((known as string[]).includes(name)) return;
  const near = nearestWord(name, known);
  throw new WorkflowError("CONFIG_VALUE", {
    message: `engine is "${name}", expected one of ${known.join(", ")}${near === null ? "" : `; did you mean "${near}"?`}`,
    context: { name, known },
  });
}

import type { Engine } from "@undercoat/tensor";
import type { EngineDefinition, EngineOptions } from "./engine-definition.ts";
import { ENGINES } from "./engine-list.ts";
import { EngineName } from "./engine-name.ts";
import { EnginesError } from "./errors.ts";

/**
 * Chooses the engine, prepares it and makes it TensorFlow.js's backend in this thread. Each worker thread
 * calls it for itself. `"auto"` takes the fastest that needs no installation of its own and starts here.
 *
 * @throws {EnginesError} `ENGINE_UNKNOWN` for another name, `ENGINE_MISSING` if the engine asked for is not
 *   installed, `ENGINE_FAILED` if it does not start here.
 *
 * @example
 * ```ts
 * const engine = await useEngine("auto", { threads: 2 });
 * console.log(engine.name, engine.description);
 * ```
 */
export async function useEngine(name: EngineName, options: EngineOptions = {}): Promise<Engine> {
  const asked = EngineName.safeParse(name);
  if (!asked.success) {
    throw new EnginesError("ENGINE_UNKNOWN", {
      message: `engine is "${String(name)}", expected one of ${EngineName.options.map((o) => `"${o}"`).join(", ")}`,
      context: { name, known: EngineName.options },
    });
  }
  const wanted = (engine: EngineDefinition) =>
    asked.data === "auto" ? engine.automatic : engine.name === asked.data;
  const candidates = ENGINES.filter(wanted);
  const failures: unknown[] = [];
  for (const engine of candidates) {
    try {
      return await started(engine, options);
    } catch (cause) {
      failures.push(cause);
    }
  }
  throw refusal(asked.data, failures[0]);
}

async function started(definition: EngineDefinition, { threads = 1 }: EngineOptions): Promise<Engine> {
  const { name, description } = definition;
  const missing = await definition.missing();
  if (missing !== null) {
    throw new EnginesError("ENGINE_MISSING", {
      message: `engine "${name}" cannot be used here: ${missing}`,
      context: { name },
    });
  }
  const compiler = await definition.start({ threads });
  const engine = compiler === null ? { name, description } : { name, description, compiler };
  const { setEngine } = await import("@undercoat/tensor");
  setEngine(engine);
  return engine;
}

function refusal(name: EngineName, cause: unknown): EnginesError {
  if (cause instanceof EnginesError && cause.code === "ENGINE_MISSING") return cause;
  const { message, code } = cause as { message?: string; code?: unknown };
  const advice = code === undefined ? '; try another: "auto", "cpu"' : ""; // an error of ours says what to do
  return new EnginesError("ENGINE_FAILED", {
    message: `engine "${name}" does not start here: ${message ?? String(cause)}${advice}`,
    context: { name },
    cause,
  });
}

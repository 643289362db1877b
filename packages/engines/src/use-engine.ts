import type { Engine } from "@undercoat/tensor";
import { engineList } from "./engine-list.ts";
import { EngineName } from "./engine-name.ts";
import { EnginesError } from "./errors.ts";

/**
 * Chooses the engine, prepares it and makes it TensorFlow.js's backend in this thread. Each worker thread
 * calls it for itself. `"auto"` takes `"wasm"`, or `"cpu"` where WebAssembly does not start.
 *
 * @throws {EnginesError} `ENGINE_UNKNOWN` for another name, `ENGINE_FAILED` if the engine asked
 *   for does not start here.
 *
 * @example
 * ```ts
 * const engine = await useEngine("auto");
 * console.log(engine.name, engine.description);
 * ```
 */
export async function useEngine(name: EngineName): Promise<Engine> {
  const asked = EngineName.safeParse(name);
  if (!asked.success) {
    throw new EnginesError("ENGINE_UNKNOWN", {
      message: `engine is "${String(name)}", expected one of ${EngineName.options.map((o) => `"${o}"`).join(", ")}`,
      context: { name, known: EngineName.options },
    });
  }
  const candidates = engineList().filter((engine) => asked.data === "auto" || engine.name === asked.data);
  const failures: unknown[] = [];
  for (const engine of candidates) {
    try {
      return await started(engine);
    } catch (cause) {
      failures.push(cause);
    }
  }
  throw new EnginesError("ENGINE_FAILED", {
    message: `engine "${asked.data}" does not start here (${String(failures[0])}); try another: "auto", "cpu"`,
    context: { name: asked.data, tried: candidates.map((engine) => engine.name) },
    cause: failures[0],
  });
}

async function started(engine: ReturnType<typeof engineList>[number]): Promise<Engine> {
  const starters = {
    wasm: async () => (await import("./wasm-engine.ts")).startWasm(),
    cpu: async () => (await import("./cpu-engine.ts")).startCpu(),
  };
  await starters[engine.name]();
  const { setEngine } = await import("@undercoat/tensor");
  setEngine(engine);
  return engine;
}

import { engineList } from "@undercoat/engines";
import { EngineProcess } from "./engine-process.ts";
import type { EngineListRow } from "./engine-report.ts";
import { median } from "./median.ts";

/** Seconds that the standard step may take for a row of the list. */
const SECONDS = 2;

/** Every engine, whether it can be had here, what computes, and how long a standard step takes. */
export async function* listEngines({ threads }: { readonly threads: number }): AsyncGenerator<EngineListRow> {
  for (const { name, description, missing } of await engineList()) {
    const row = { engine: name, description, missing, library: null, threads: null, stepMs: null };
    if (missing !== null) {
      yield row;
      continue;
    }
    const engine = new EngineProcess();
    try {
      const { library } = await engine.ask({ kind: "start", engine: name, threads });
      const time = (steps: number) =>
        engine.ask({ kind: "time", step: "train-64-w0.25", steps, seconds: SECONDS });
      if (name === "cpu") {
        yield { ...row, library, threads: 1 }; // a step takes it many seconds
        continue;
      }
      await time(1); // compiles
      yield { ...row, library, threads, stepMs: median((await time(20)).wall) };
    } catch (error) {
      yield { ...row, missing: `does not work here: ${(error as Error).message}` };
    } finally {
      engine.close();
    }
  }
}

import type { EngineDefinition } from "../engine-definition.ts";

/** TensorFlow.js's backend in plain JavaScript. */
export const cpuEngine: EngineDefinition = {
  name: "cpu",
  description: "plain JavaScript: slow, runs everywhere, for checks of exactness",
  automatic: true,
  missing: async () => null,
  start: async () => (await import("./start-cpu.ts")).startCpu(),
};

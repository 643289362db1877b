/**
 * Chooses and prepares the TensorFlow.js engine that trains correctly on this machine.
 * Importing it is cheap: an engine's parts are loaded when it is used.
 *
 * @example
 * ```ts
 * import { useEngine } from "@undercoat/engines";
 *
 * const engine = await useEngine("auto");
 * console.log(engine.description);
 * ```
 *
 * @packageDocumentation
 */
export type { EngineOptions } from "./engine-definition.ts";
export { type EngineListing, engineList } from "./engine-list.ts";
export { EngineName } from "./engine-name.ts";
export { EnginesError, type EnginesErrorCode, isEnginesError } from "./errors.ts";
export { useEngine } from "./use-engine.ts";

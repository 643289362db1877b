/**
 * The option schemas of `@undercoat/engines`; importing them loads no TensorFlow.js.
 *
 * @packageDocumentation
 */
export { EngineName } from "./engine-name.ts";

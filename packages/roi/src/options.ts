/**
 * The schemas of an assumptions file.
 *
 * @example
 * ```ts
 * import { AssumptionsOptions } from "@undercoat/roi/options";
 *
 * AssumptionsOptions.parse({ quantities: {} });
 * ```
 *
 * @packageDocumentation
 */
export { AssumptionsOptions, QuantityOptions } from "./assumptions.ts";

/**
 * Seeded random numbers that can be forked by name and saved.
 *
 * @example
 * ```ts
 * import { createRng, restoreRng, shuffled } from "@undercoat/random";
 *
 * const rng = createRng(7).fork("patches");
 * const order = shuffled([0, 1, 2, 3], rng);
 * const later = restoreRng(rng.save()); // draws what rng would draw next
 * ```
 *
 * @packageDocumentation
 */
export { isRandomError, RandomError, type RandomErrorCode, type RandomErrorDetails } from "./errors.ts";
export { type HeNormalOptions, heNormal } from "./he-normal.ts";
export { normals } from "./normals.ts";
export { createRng, type Rng, type RngState, restoreRng } from "./rng.ts";
export { shuffled } from "./shuffled.ts";
export { streamSeed } from "./stream-seed.ts";

/**
 * What of `@undercoat/datasets` needs Node.js: batches that are made ahead in worker threads.
 *
 * @example
 * ```ts
 * import { prefetchBatches } from "@undercoat/datasets/node";
 *
 * const recipe = { module: new URL("./my-batches.js", import.meta.url), name: "myBatches", arguments: [7] };
 * const batches = prefetchBatches(recipe, { workers: 2 });
 * ```
 *
 * @packageDocumentation
 */
export { type BatchRecipe, type PrefetchOptions, prefetchBatches } from "./prefetch-batches.ts";

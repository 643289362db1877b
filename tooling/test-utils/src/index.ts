/**
 * What the tests of every package share.
 *
 * @example
 * ```ts
 * import { describeShared, goldenCases } from "@undercoat/test-utils";
 *
 * describeShared("statistics equal SciPy's", ["golden", "stats"], () => {
 *   for (const golden of goldenCases("stats").cases) test(golden.id, () => {});
 * });
 * ```
 *
 * @packageDocumentation
 */
export { describeShared, type SharedOutcome, sharedOutcome, testShared } from "./describe-shared.ts";
export { isTestUtilsError, TestUtilsError, type TestUtilsErrorCode } from "./errors.ts";
export { expectNoTensorLeak } from "./expect-no-tensor-leak.ts";
export { expectSurface } from "./expect-surface.ts";
export { type GoldenArea, type GoldenCase, goldenCases, readGoldenJson } from "./golden-cases.ts";
export { type GoldenStream, goldenImage, goldenStream, goldenWeight } from "./golden-weights.ts";
export { type GoldenArray, type GoldenData, readNpy } from "./read-npy.ts";
export { realPlaces, repositoryRoot, type SharedPlaces, sharedFolder } from "./shared-folder.ts";
export { temporaryFolder } from "./temporary-folder.ts";

import { describe, test } from "vitest";
import { TestUtilsError } from "./errors.ts";
import { realPlaces, type SharedPlaces, sharedFolderAt } from "./shared-folder.ts";

/** What becomes of tests that need a part of `shared`. */
export type SharedOutcome =
  | { readonly kind: "run"; readonly folder: string }
  | { readonly kind: "skip"; readonly reason: string }
  | { readonly kind: "fail"; readonly error: TestUtilsError };

/** Decides whether tests that need a part of `shared` run, are skipped, or fail (with `CI=true`). */
export function sharedOutcome(segments: readonly string[], places: SharedPlaces = realPlaces): SharedOutcome {
  const folder = sharedFolderAt(places, segments);
  if (folder !== null) return { kind: "run", folder };
  const wanted = ["shared", ...segments].join("/");
  const reason = `needs "${wanted}" beside the repository, which is absent`;
  if (places.env["CI"] !== "true") return { kind: "skip", reason };
  const message = `this test ${reason}, and with CI=true nothing is skipped; put it there, or set UNDERCOAT_SHARED`;
  return { kind: "fail", error: new TestUtilsError("SHARED_MISSING", { message, context: { wanted } }) };
}

/**
 * A `describe` for tests that need a part of `shared`. Where it is absent, one skipped test says so;
 * with `CI=true`, one failing test does.
 *
 * @example
 * ```ts
 * describeShared("statistics equal SciPy's", ["golden", "stats"], () => {
 *   for (const golden of goldenCases("stats").cases) test(golden.id, () => {});
 * });
 * ```
 */
export function describeShared(
  name: string,
  segments: readonly string[],
  define: (folder: string) => void,
): void {
  const outcome = sharedOutcome(segments);
  if (outcome.kind === "run") {
    describe(name, () => define(outcome.folder));
    return;
  }
  describe(name, () => defineAbsent(outcome));
}

/**
 * A `test` that needs a part of `shared`; skipped or failing where it is absent, like {@link describeShared}.
 *
 * @example
 * ```ts
 * testShared("opens a real scene", ["data", "oam_buildings"], async (folder) => {});
 * ```
 */
export function testShared(
  name: string,
  segments: readonly string[],
  run: (folder: string) => void | Promise<void>,
): void {
  const outcome = sharedOutcome(segments);
  if (outcome.kind === "run") test(name, () => run(outcome.folder));
  else describe(name, () => defineAbsent(outcome));
}

function defineAbsent(outcome: Exclude<SharedOutcome, { kind: "run" }>): void {
  if (outcome.kind === "skip") {
    test.skip(outcome.reason, () => {});
    return;
  }
  test("finds its data", () => {
    throw outcome.error;
  });
}

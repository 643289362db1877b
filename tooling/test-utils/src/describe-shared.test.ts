import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sharedOutcome } from "./describe-shared.ts";
import { sharedFolder, sharedFolderAt, sharedPath } from "./shared-folder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("a test without its data is skipped with a word", () => {
  const root = join(temporaryFolder(), "repository");
  expect(sharedOutcome(["golden", "stats"], { root, env: {} })).toEqual({
    kind: "skip",
    reason: 'needs "shared/golden/stats" beside the repository, which is absent',
  });
});

test("with CI=true a test without its data fails", () => {
  const root = join(temporaryFolder(), "repository");
  const outcome = sharedOutcome(["golden", "stats"], { root, env: { CI: "true" } });
  expect(outcome.kind === "fail" && outcome.error.message).toMatchInlineSnapshot(
    `"this test needs "shared/golden/stats" beside the repository, which is absent, and with CI=true nothing is skipped; put it there, or set UNDERCOAT_SHARED"`,
  );
});

test("a test with its data runs on that folder", () => {
  const place = temporaryFolder();
  const folder = join(place, "shared/golden/stats");
  mkdirSync(folder, { recursive: true });
  const root = join(place, "repository");
  expect(sharedOutcome(["golden", "stats"], { root, env: { CI: "true" } })).toEqual({ kind: "run", folder });
});

test("environment variables move the shared folder, the golden values and the GeoTIFF zoo", () => {
  const root = "/place/repository";
  expect(sharedPath({ root, env: {} }, ["data"])).toBe("/place/shared/data");
  expect(sharedPath({ root, env: { UNDERCOAT_SHARED: "/else" } }, ["data"])).toBe("/else/data");
  expect(sharedPath({ root, env: { UNDERCOAT_GOLDEN: "/g" } }, ["golden", "stats"])).toBe("/g/stats");
  expect(sharedPath({ root, env: { UNDERCOAT_ZOO: "/z" } }, ["data", "geotiff_zoo", "a"])).toBe("/z/a");
});

test("what is absent is null", () => {
  expect(sharedFolder("no-such-folder")).toBeNull();
  expect(sharedFolderAt({ root: "/no/such/repository", env: {} }, ["golden"])).toBeNull();
});

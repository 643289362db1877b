import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot, temporaryFolder } from "@undercoat/test-utils";
import { assessRoiFiles, writeStarterAssumptions } from "@undercoat/workflows/files";
import { expect, test } from "vitest";
import { roiText } from "./roi-text.ts";

const docs = join(repositoryRoot, "docs");
const curve = join(docs, "examples/oam-buildings-curve.csv");
const starter = join(temporaryFolder(), "roi.yaml");

test("the outputs in docs/roi.md are what the command prints", async () => {
  const page = await readFile(join(docs, "roi.md"), "utf8");
  await writeStarterAssumptions(starter);
  expect(page).toContain(roiText(await assessRoiFiles(starter, { curve }), undefined));
  const city = await assessRoiFiles(join(docs, "examples/roi-city.yaml"), { curve });
  expect(page).toContain(roiText(city, "roi.html"));
});

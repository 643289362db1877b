import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { LICENCES, RULES } from "@undercoat/provenance";
import { repositoryRoot, temporaryFolder, testShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { loadConfig } from "../src/config/load-config.ts";
import { auditData, type DataAudit, writeAudit } from "../src/files.ts";
import { describeInputs } from "../src/run/describe-inputs.ts";

const folder = temporaryFolder();
const date = "2026-11-27";
const openPoints = ({ audit }: DataAudit) =>
  audit.findings
    .filter(({ isOpen }) => isOpen)
    .map(({ outcome, rule, sources }) => `${outcome} | ${rule} | ${sources.join(", ")}`);

/** The description of a shared folder, beside links to its files. */
async function describedFolder(name: string, data: string): Promise<string> {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  for (const entry of await readdir(data)) await symlink(join(data, entry), join(place, entry));
  await cp(new URL(`descriptions/${name}.yaml`, import.meta.url), join(place, "provenance.yaml"));
  return join(place, "provenance.yaml");
}

test("the demo's data show their open point: the licence of the imagery is inferred", async () => {
  const audited = await auditData(join(repositoryRoot, "tooling/demo-sample/provenance.yaml"), { date });
  expect(openPoints(audited)).toEqual([
    "to do | licence-unclear | imagery", // "the record of each single image has not been looked up"
    "to do | share-alike | labels, labels_osmlike", // "attribution, share-alike"
    "ask a lawyer | odbl-derivative | labels, labels_osmlike", // the demo publishes models and maps
    "to do | imagery-terms | labels", // terms of tracing: the README does not say
    "to do | fine-resolution | imagery", // 0.3 m
    "to do | labels-older | imagery, labels", // no dates in the README
    "to do | changes-often | labels", // nor the day of the extract
  ]);
  const unclear = audited.audit.findings.find(({ rule }) => rule === "licence-unclear");
  expect(unclear?.details.join()).toContain("the record of each single image has not been looked up");
});

testShared("oam_buildings: exactly what its README admits", ["data", "oam_buildings"], async (data) => {
  expect(openPoints(await auditData(await describedFolder("oam_buildings", data), { date }))).toEqual([
    "to do | licence-unclear | imagery", // "the licence is inferred"
    "to do | attribution-owed | imagery", // to the uploader, who was not looked up
    "to do | imagery-terms | labels",
    "to do | fine-resolution | imagery", // 0.13 to 0.15 m
    "to do | labels-older | imagery, labels",
    "to do | changes-often | labels",
    "to do | mixed-crs | imagery, labels, labels_noisy", // EPSG:3857, vectors in EPSG:4326
    "to do | open-points | imagery, labels", // look up before publishing; nepal with some faults
  ]);
});

testShared("chesapeake_mini: exactly what its README admits", ["data", "chesapeake_mini"], async (data) => {
  expect(openPoints(await auditData(await describedFolder("chesapeake_mini", data), { date }))).toEqual([
    "to do | unknown-licence | building footprints", // "ODbL", without a version
    "to do | licence-unclear | land cover", // "general knowledge, not checked"
    "to do | imagery-terms | building footprints",
    "to do | labels-older | NAIP, Landsat, land cover, building footprints",
    "to do | open-points | NAIP", // "The repository has no LICENSE file"
  ]);
});

const raster = (value: number) =>
  encodeGeoTiff({
    grid: {
      width: 32,
      height: 32,
      geotransform: [500000, 2, 0, 5300000, 0, -2],
      crs: { kind: "epsg", code: 32633 },
    },
    data: new Uint8Array(32 * 32).fill(value),
    bandCount: 1,
  });

async function writeConfig(place: string): Promise<string> {
  for (const part of ["images", "labels"]) {
    await mkdir(join(place, part), { recursive: true });
    for (const [index, id] of ["a", "b", "c"].entries())
      await writeFile(join(place, part, `${id}.tif`), raster(index));
  }
  const text = `
name: tiny
data:
  root: .
  labels: { clean: "labels/{scene}.tif" }
  scheme: { name: squares, classes: [{ value: 0, name: ground }, { value: 1, name: square }] }
  windows: { pretrain: { a: all }, finetune: { b: all }, test: { c: all } }
  provenance: { images: { licence: CC0-1.0, openPoints: ["who flew?"] } }
pretrainings:
  noisy: { role: noisy, labels: clean, noise: { kind: class-conditional, rate: 0.2 } }
`;
  await writeFile(join(place, "run.yaml"), text);
  return join(place, "run.yaml");
}

test("a config is judged by what it says of its data, and by a description beside them", async () => {
  const config = await writeConfig(join(folder, "config"));
  const alone = await auditData(config, { date });
  expect(alone.kind).toBe("config");
  expect(openPoints(alone)).toEqual([
    'to do | no-licence | labels "clean"',
    'to do | labels-older | images, labels "clean"',
    'to do | machine-made-labels | labels "clean"',
    "to do | open-points | images",
  ]);
  const beside =
    'name: x\nuse: { publish: [] }\nsources: [{ name: flight, role: image, files: ["images/*.tif"], licence: CC0-1.0, date: "2021" }]\n';
  await writeFile(join(folder, "config/provenance.yaml"), beside);
  const described = await auditData(config, { date });
  expect(described.record.sources.map(({ name }) => name)).toEqual([
    "flight",
    'labels "clean", not described',
  ]);
  expect(openPoints(described)).toContain('to do | no-licence | labels "clean", not described');
});

test("a run whose input changed is a conflict that names the file; a file that is gone, too", async () => {
  const place = join(folder, "run");
  const loaded = await loadConfig(await writeConfig(place));
  await writeFile(join(place, "config.json"), JSON.stringify(loaded));
  await writeFile(join(place, "inputs.json"), JSON.stringify(await describeInputs(loaded.config)));
  const before = await auditData(place, { date });
  expect([before.kind, before.audit.findings[0]?.outcome]).toEqual(["run", "fine"]);
  expect(before.audit.findings[0]?.details).toContain("images: 3 of 3 files as the run read them");
  await writeFile(join(place, "images/b.tif"), raster(9));
  await rm(join(place, "labels/c.tif"));
  const [changed] = (await auditData(place, { date })).audit.findings;
  expect(changed).toMatchObject({ rule: "input-changed", outcome: "conflict" });
  expect(changed?.details[0]).toMatch(/^images: "images\/b.tif" changed since the run: SHA-256 was \w{12}…/);
  expect(changed?.details[1]).toBe('labels "clean": "labels/c.tif" is not there');
});

test("what is written holds the points, PROV and STAC, and what was accepted with its reason", async () => {
  const config = await writeConfig(join(folder, "written"));
  const audited = await auditData(config, { date, accept: ["open-points:images=the pilot said so"] });
  const names = await writeAudit(join(folder, "out"), audited, { generatedBy: "undercoat", date });
  expect(names).toEqual([
    "checklist.html",
    "checklist.md",
    "audit.json",
    "provenance.json",
    "stac/labels-clean.json",
  ]);
  const text = await readFile(join(folder, "out/checklist.html"), "utf8");
  expect(text).toContain(`accepted on ${date} for images: the pilot said so`);
});

test.each([
  [
    "list.yaml",
    "[1]",
    '"FOLDER/list.yaml" holds a list, expected a run config or a data description; see docs/audit.md',
  ],
  [
    "broken.yaml",
    "a: [1",
    '"FOLDER/broken.yaml" is not readable as YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6',
  ],
  [
    "key.yaml",
    "name: x\nsources: [{ name: a, role: image, files: [a.tif], license: MIT }]",
    'data description "FOLDER/key.yaml": key "sources.0.license" is not known; did you mean "licence"?; known here: name, role, files, source, licence, licenceBasis, licenceNote, attribution, date, method, tracedFrom, tracingTerms, changesOften, derivedFrom, transformations, openPoints',
  ],
  [
    "lost.yaml",
    'name: x\nsources: [{ name: a, role: image, files: ["none-*.tif"] }]',
    'source "a" names the files "none-*.tif", but none is there; correct the pattern, which is relative to "FOLDER"',
  ],
])("%s is refused in one line", async (file, text, message) => {
  await writeFile(join(folder, file), text);
  const error = await auditData(join(folder, file), { date }).catch((caught: Error) => caught);
  expect((error as Error).message.replaceAll(folder, "FOLDER")).toBe(message);
});

test("acceptances without a reason and folders that are no run are refused", async () => {
  const config = await writeConfig(join(folder, "refused"));
  await expect(
    auditData(config, { date, accept: ["open-points"] }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[ProvenanceError: --accept is "open-points", expected rule=reason or rule:source=reason; say why the point is accepted]`,
  );
  await expect(auditData(config, { date, accept: ["open-point=x"] })).rejects.toMatchObject({
    code: "RULE_UNKNOWN",
  });
  await expect(auditData(join(folder, "refused/images"), { date })).rejects.toMatchObject({
    code: "RUN_FOLDER",
  });
});

test("docs/audit.md tells every rule and every licence that was read, with the reasons of the table", async () => {
  const page = await readFile(join(repositoryRoot, "docs/audit.md"), "utf8");
  for (const { id, why, who } of RULES) expect(page).toContain(`| \`${id}\` | ${why} | ${who} |`);
  for (const { id, family } of LICENCES) expect(page).toContain(`| \`${id}\` | ${family} |`);
});

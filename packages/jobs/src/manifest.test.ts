import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { jobItem } from "./item.ts";
import { createManifest, readManifest } from "./manifest.ts";

const items = [0, 1, 2].map((row) => jobItem({ row, kind: "block" }));
const about = { model: "a", tile: 64 };
const messageOf = (work: Promise<unknown>, folder: string) =>
  work.then(
    () => "no error",
    (error: Error) => error.message.replaceAll(folder, "FOLDER"),
  );

test("an id is made of what an item holds, whatever the order of its keys", () => {
  expect(jobItem({ kind: "block", row: 1 }).id).toBe(items[1]?.id);
  expect(jobItem({ kind: "block", row: 1 }, [items[0]!.id]).id).not.toBe(items[1]?.id);
  expect(items[0]?.id).toMatch(/^[0-9a-f]{20}$/);
});

test("the first worker writes the manifest, the others join it", async () => {
  const folder = temporaryFolder();
  const written = await createManifest(folder, { about, items });
  expect(await createManifest(folder, { about: { tile: 64, model: "a" }, items })).toEqual(written);
  expect(await readManifest(folder)).toEqual({ about, items });
});

test("other settings, another list, a folder without one, and edits by hand are refused", async () => {
  const folder = temporaryFolder();
  expect(await messageOf(readManifest(folder), folder)).toMatchInlineSnapshot(
    `""FOLDER" holds no manifest.jsonl, but a folder of a job was expected; plan the job first, or name its folder"`,
  );
  await createManifest(folder, { about, items });
  expect(
    await messageOf(createManifest(folder, { about: { ...about, tile: 32 }, items }), folder),
  ).toMatchInlineSnapshot(
    `""FOLDER" was begun with tile 64, not 32; go on with the same settings, or begin in another folder"`,
  );
  expect(
    await messageOf(createManifest(folder, { about, items: items.slice(1) }), folder),
  ).toMatchInlineSnapshot(
    `""FOLDER" was begun with other items (3, not 2); go on with the same settings, or begin in another folder"`,
  );
  const path = join(folder, "manifest.jsonl");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace('"row":1', '"row":7'));
  expect(
    (await messageOf(readManifest(folder), folder)).replaceAll(/[0-9a-f]{20}/g, "ID"),
  ).toMatchInlineSnapshot(
    `""FOLDER/manifest.jsonl" line 3: item "ID" does not hold what its id says (ID); manifests are not edited by hand: plan the job again in another folder"`,
  );
  writeFileSync(path, text.split("\n").slice(0, 3).join("\n"));
  expect(await messageOf(readManifest(folder), folder)).toMatchInlineSnapshot(
    `""FOLDER/manifest.jsonl" line 3: 2 items follow, but its head counts 3; manifests are not edited by hand: plan the job again in another folder"`,
  );
});

test("an item that needs one that is not there, or itself twice, is refused", async () => {
  const folder = temporaryFolder();
  const needy = jobItem({ merge: true }, ["nobody"]);
  expect(
    (await messageOf(createManifest(folder, { about, items: [needy] }), folder)).replace(needy.id, "ID"),
  ).toMatchInlineSnapshot(
    `""FOLDER/manifest.jsonl" line 2: item "ID" needs "nobody", which does not stand before it; manifests are not edited by hand: plan the job again in another folder"`,
  );
  expect(await messageOf(createManifest(folder, { about, items: [items[0]!, items[0]!] }), folder)).toContain(
    "stands there twice",
  );
});

// A worker in a process of its own: does the items of a folder, and writes down when it began and ended each.
import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { readManifest, runItems } from "../src/index.ts";

const [folder = "", log = "", milliseconds = "10"] = process.argv.slice(2);
const { items } = await readManifest(folder);
const work = async function* ({ id }: { readonly id: string }) {
  appendFileSync(log, `begin ${id} ${process.pid}\n`);
  yield "half";
  await setTimeout(Number(milliseconds));
  appendFileSync(log, `end ${id} ${process.pid}\n`);
  return null;
};
for await (const { kind } of runItems(folder, items, { work })) if (kind === "started") process.send?.(kind);

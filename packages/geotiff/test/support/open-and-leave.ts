/**
 * Program of isolated.test.ts: opens a file in a process of its own, reads, tells that process's id, and ends without
 * closing; or closes, for "close"; or stays, for "stay".
 */
import { readFileSync } from "node:fs";
import { openGeoTiff } from "../../src/index.ts";

const [path = "", end = ""] = process.argv.slice(2);
const source = await openGeoTiff(path, { isolated: true });
await source.read();
const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim();
console.log(children);
if (end === "close") await source.close();
if (end === "stay") setInterval(() => {}, 1000);

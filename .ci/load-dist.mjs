// Imports every entry of every public package as a user of the npm package gets it: from `dist`.
import { readdirSync, readFileSync } from "node:fs";

const packages = new URL("../packages/", import.meta.url);
for (const name of readdirSync(packages)) {
  const manifest = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), "utf8"));
  if (manifest.private) continue;
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    if (typeof target !== "string") await import(new URL(`${name}/${target.default}`, packages).href);
    if (typeof target !== "string" && !target.default.startsWith("./dist/")) {
      throw new Error(`${manifest.name}: "${subpath}" is "${target.default}", expected a file below ./dist/`);
    }
  }
}

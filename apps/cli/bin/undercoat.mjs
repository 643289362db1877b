#!/usr/bin/env node
// Starts the command: from the sources in a clone (no build needed), from dist where it is installed.
import { existsSync } from "node:fs";
import * as module from "node:module"; // by names it would not even start on a Node that lacks them

const [major, minor] = process.versions.node.split(".").map(Number);
if (major !== 22 || minor < 18) {
  process.stderr.write(
    `undercoat: this is Node ${process.versions.node}, expected 22.18 or later below 23; in a clone start it by "npx undercoat", which brings its own Node\n`,
  );
  process.exit(2);
}
module.enableCompileCache();
const source = new URL("../src/main.ts", import.meta.url);
const isClone = existsSync(source) && !import.meta.url.includes("/node_modules/");
if (isClone)
  module.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, "@undercoat/source"] }),
  });
await import(isClone ? source.href : new URL("../dist/main.js", import.meta.url).href);

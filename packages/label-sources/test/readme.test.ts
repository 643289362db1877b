import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { labelSources, osmRuleNames } from "../src/index.ts";

test("the README names every product and every set of rules", () => {
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
  for (const name of [...labelSources().map(({ id }) => id), ...osmRuleNames()])
    expect(readme).toContain(`\`${name}\``);
});

import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

const conditions = ["@undercoat/source", "node", "import", "module", "default"];
const members = ["packages", "apps", "tooling"].flatMap((folder) =>
  readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((root) => existsSync(`${root}/src`)),
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["@undercoat/source"] } },
  test: {
    // vitest leaves one processor free, which on two halves the work; tests of several threads then wait for each other
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      ...members.map((root) => ({
        extends: true as const,
        test: { name: root.split("/")[1] ?? root, root, include: ["{src,test}/**/*.test.ts"] },
      })),
      {
        extends: true as const,
        test: { name: "house", root: ".", include: ["*.test.ts"], benchmark: { include: [] } },
      },
    ],
    coverage: { provider: "v8", include: ["packages/*/src/**"], reporter: ["text", "lcov"] },
  },
});

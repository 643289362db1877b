import { type ResolvedConfig, RunConfig } from "../src/options.ts";

/** A resolved config with three kinds of labels; `override` replaces top-level keys. */
export function testConfig(override: Partial<RunConfig> = {}): ResolvedConfig {
  return RunConfig.parse({
    name: "test",
    data: {
      root: "files",
      labels: { clean: "labels/{scene}.tif", osm: "osm/{scene}.tif", coarse: "coarse/{scene}.tif" },
      scheme: {
        name: "buildings",
        classes: [
          { value: 0, name: "other" },
          { value: 1, name: "building" },
        ],
      },
      windows: { pretrain: { a: "all" }, finetune: { b: "all" }, test: { c: [0, 0, 64, 64] } },
    },
    pretrainings: { osm: { role: "noisy", labels: "osm" }, clean: { role: "clean", labels: "clean" } },
    ...override,
  });
}

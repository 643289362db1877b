import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describeShared, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { rasterizeLabels, readLabelFile } from "../src/files.ts";

const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

describeShared("the vectors of oam_buildings", ["data", "oam_buildings"], (folder) => {
  const out = temporaryFolder();
  const areas = readdirSync(join(folder, "vectors")).filter((file) => file.endsWith(".geojson"));

  test("there are areas", () => expect(areas.length).toBeGreaterThan(0));

  test.each(areas)("%s burns to exactly the given labels", async (file) => {
    const area = file.replace(".geojson", "");
    const labels = join(folder, "labels", `${area}.tif`);
    const made = await rasterizeLabels({
      features: join(folder, "vectors", file),
      out: join(out, `${area}.tif`),
      like: labels,
      scheme,
      value: 1,
    });
    const [burnt, given] = [await readLabelFile(made.out, scheme), await readLabelFile(labels, scheme)];
    const differing = burnt.data.reduce(
      (count, index, pixel) => count + (index === given.data[pixel] ? 0 : 1),
      0,
    );
    expect(differing).toBe(0);
  });
});

import { join } from "node:path";
import { labelSource } from "@undercoat/label-sources";
import { describeShared, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { readLabelFile, remapLabels } from "../src/files.ts";

const TILE = "m_3907833_nw_17_1";

describeShared("the derived maps of chesapeake_mini", ["data", "chesapeake_mini"], (folder) => {
  const out = temporaryFolder();
  const four = labelSource("chesapeake-4");

  test.each([
    ["chesapeake-lc", "lc", "lc_4class"],
    ["nlcd", "nlcd", "nlcd_4class_noisy"],
  ])("%s in four classes equals %s.tif's derived map, pixel for pixel", async (from, layer, derived) => {
    const made = await remapLabels({
      labels: join(folder, `${TILE}_${layer}.tif`),
      out: join(out, `${layer}.tif`),
      from,
      to: "chesapeake-4",
      ambiguous: "map",
    });
    const [mapped, wanted] = [
      await readLabelFile(made.out, four),
      await readLabelFile(join(folder, "derived", `${derived}.tif`), four),
    ];
    expect([mapped.width, mapped.height]).toEqual([260, 260]);
    expect(mapped.geotransform).toEqual(wanted.geotransform);
    expect(mapped.data).toEqual(wanted.data);
    expect(new Set(mapped.data).size).toBe(4);
  });

  test("NLCD by way of the six classes equals the four classes, where both are sure", async () => {
    const labels = join(folder, `${TILE}_nlcd.tif`);
    const to = "chesapeake-4";
    const remap = (name: string, options: object) =>
      remapLabels({ labels, out: join(out, name), from: "nlcd", to, ambiguous: "ignore", ...options });
    const [direct, chained] = [
      await remap("direct.tif", {}),
      await remap("via.tif", { via: "chesapeake-lc" }),
    ];
    const withoutNotes = ({ pairs }: typeof direct) => pairs.map(({ note, ...pair }) => pair);
    expect(withoutNotes(chained)).toEqual(withoutNotes(direct));
    const [a, b] = [await readLabelFile(direct.out, four), await readLabelFile(chained.out, four)];
    expect(b.data).toEqual(a.data);
  });
});

import fc from "fast-check";
import { type ClassScheme, type LabelMap, labelMap, type Raster, raster, type Window } from "../src/index.ts";

/** Three classes whose values are not their indices. */
export const threeClasses: ClassScheme = {
  name: "land cover",
  classes: [
    { value: 10, name: "water" },
    { value: 20, name: "forest" },
    { value: 30, name: "built" },
  ],
};

const size = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
const geotransform = fc.constantFrom(
  null,
  [500_000, 0.5, 0, 9_000_000, 0, -0.5] as const,
  [10, 0.2, 0.05, 50, 0.04, -0.25] as const,
);

/** Label maps of up to 9 × 9 pixels over {@link threeClasses}, with ignored pixels. */
export const anyLabels: fc.Arbitrary<LabelMap> = fc
  .tuple(size, geotransform)
  .chain(([[width, height], place]) =>
    fc
      .array(fc.constantFrom(0, 1, 2, 255), { minLength: width * height, maxLength: width * height })
      .map((data) =>
        labelMap({ width, height, scheme: threeClasses, data: Uint8Array.from(data), geotransform: place }),
      ),
  );

/** Rasters of up to 9 × 9 pixels and 3 bands, with and without validity. */
export const anyRaster: fc.Arbitrary<Raster> = fc
  .tuple(size, fc.integer({ min: 1, max: 3 }), geotransform)
  .chain(([[width, height], bandCount, place]) => {
    const pixels = width * height;
    const samples = fc.array(fc.integer({ min: -50, max: 255 }), {
      minLength: pixels * bandCount,
      maxLength: pixels * bandCount,
    });
    const validity = fc.option(fc.array(fc.nat(1), { minLength: pixels, maxLength: pixels }));
    return fc.tuple(samples, validity).map(([data, valid]) =>
      raster({
        width,
        height,
        bands: Array.from({ length: bandCount }, (_, index) => ({ name: `b${index + 1}` })),
        data: Float32Array.from(data),
        validity: valid && Uint8Array.from(valid),
        geotransform: place,
        crs: { kind: "epsg", code: 32737 },
      }),
    );
  });

/** A window inside a grid. */
export function windowIn({ width, height }: { width: number; height: number }): fc.Arbitrary<Window> {
  return fc.tuple(fc.nat(width - 1), fc.nat(height - 1)).chain(([x, y]) =>
    fc.record({
      x: fc.constant(x),
      y: fc.constant(y),
      width: fc.integer({ min: 1, max: width - x }),
      height: fc.integer({ min: 1, max: height - y }),
    }),
  );
}

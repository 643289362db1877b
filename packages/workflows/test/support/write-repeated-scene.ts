import { createGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import { tileWindows } from "@undercoat/raster";
import { sharedFolder } from "@undercoat/test-utils";

/** Writes a raster of `side`² pixels that repeats a scene of `oam_buildings`. */
export async function writeRepeatedScene(path: string, side: number): Promise<void> {
  const scene = await openGeoTiff(sharedFolder("data", "oam_buildings/images/nepal_a.tif") ?? "");
  const { data } = await scene.read();
  const grid = { width: side, height: side, geotransform: scene.geotransform, crs: scene.crs };
  const writer = await createGeoTiff(path, { grid, sampleType: "uint8", bandCount: 3, photometric: "rgb" });
  for (const window of tileWindows(grid, { width: 512, height: 512 })) {
    const tile = new Uint8Array(3 * window.width * window.height);
    for (let row = 0; row < window.height; row++) {
      const from = 3 * (((window.y + row) % scene.height) * scene.width + (window.x % scene.width));
      tile.set((data as Uint8Array).subarray(from, from + 3 * window.width), 3 * row * window.width);
    }
    await writer.write(window, { data: tile });
  }
  await writer.finish();
  await scene.close();
}

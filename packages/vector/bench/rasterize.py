"""Times GDAL's RasterizeLayer in memory: python rasterize.py FEATURES SIDE OUT, with GDAL's own Python (osgeo).

Burns the attribute "value" onto SIDE x SIDE pixels of 1 unit, writes them to OUT and prints {"by": name and version,
"ms": the best of 6}, or null where Python has no osgeo.
"""

import json
import sys
import time

try:
    from osgeo import gdal, ogr
except ImportError:
    print("null")
    sys.exit()

gdal.UseExceptions()
features, side, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
layer = ogr.GetDriverByName("Memory").CopyDataSource(ogr.Open(features), "features")


def burn():
    target = gdal.GetDriverByName("MEM").Create("", side, side, 1, gdal.GDT_Byte)
    target.SetGeoTransform((0, 1, 0, side, 0, -1))
    target.SetProjection(layer.GetLayer(0).GetSpatialRef().ExportToWkt())
    start = time.perf_counter()
    gdal.RasterizeLayer(target, [1], layer.GetLayer(0), options=["ATTRIBUTE=value"])
    return 1000 * (time.perf_counter() - start), target


results = [burn() for _ in range(6)]
with open(out, "wb") as file:
    file.write(results[0][1].ReadRaster())
print(json.dumps({"by": f"GDAL {gdal.__version__}", "ms": min(ms for ms, _ in results)}))

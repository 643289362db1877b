"""Times GDAL's polygonizing in memory: python polygonize.py LABELS SIDE, with osgeo (GDAL's own Python) or rasterio.

LABELS holds SIDE x SIDE bytes. Prints {"by": name and version, "ms": the best of 2, "polygons": how many}, or null where Python has neither.
"""

import json
import sys
import time

side = int(sys.argv[2])
with open(sys.argv[1], "rb") as file:
    labels = file.read()


def osgeo_run():
    from osgeo import gdal, ogr

    gdal.UseExceptions()
    source = gdal.GetDriverByName("MEM").Create("", side, side, 1, gdal.GDT_Byte)
    source.GetRasterBand(1).WriteRaster(0, 0, side, side, labels)

    def run():
        target = ogr.GetDriverByName("Memory").CreateDataSource("")  # is lost with its layers where nothing names it
        layer = target.CreateLayer("polygons", None, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
        gdal.Polygonize(source.GetRasterBand(1), None, layer, 0)
        return layer.GetFeatureCount()

    return f"GDAL {gdal.__version__}", run


def rasterio_run():
    import numpy as np
    import rasterio
    from rasterio.features import shapes

    pixels = np.frombuffer(labels, np.uint8).reshape(side, side)
    return f"rasterio (GDAL {rasterio.__gdal_version__})", lambda: sum(1 for _ in shapes(pixels, connectivity=4))


def first_found():
    for find in (osgeo_run, rasterio_run):
        try:
            return find()
        except ImportError:
            pass
    print("null")
    sys.exit()


name, run = first_found()
times = []
for _ in range(2):
    start = time.perf_counter()
    polygons = run()
    times.append(1000 * (time.perf_counter() - start))
print(json.dumps({"by": name, "ms": min(times), "polygons": polygons}))

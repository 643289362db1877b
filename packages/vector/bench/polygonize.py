"""Times GDAL's polygonizing in memory: python polygonize.py LABELS SIDE, with osgeo (GDAL's own Python) or rasterio.

LABELS holds SIDE x SIDE bytes. Prints {"by": name and version, "ms": the best of 2, "polygons": how many}.
"""

import json
import sys
import time

import numpy as np

labels = np.fromfile(sys.argv[1], np.uint8).reshape(int(sys.argv[2]), -1)


def osgeo_run():
    from osgeo import gdal, ogr

    gdal.UseExceptions()
    source = gdal.GetDriverByName("MEM").Create("", labels.shape[1], labels.shape[0], 1, gdal.GDT_Byte)
    source.GetRasterBand(1).WriteRaster(0, 0, labels.shape[1], labels.shape[0], labels.tobytes())

    def run():
        target = ogr.GetDriverByName("Memory").CreateDataSource("")  # is lost with its layers where nothing names it
        layer = target.CreateLayer("polygons", None, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
        gdal.Polygonize(source.GetRasterBand(1), None, layer, 0)
        return layer.GetFeatureCount()

    return f"GDAL {gdal.__version__}", run


def rasterio_run():
    import rasterio
    from rasterio.features import shapes

    return f"rasterio (GDAL {rasterio.__gdal_version__})", lambda: sum(1 for _ in shapes(labels, connectivity=4))


try:
    name, run = osgeo_run()
except ImportError:
    name, run = rasterio_run()
times = []
for _ in range(2):
    start = time.perf_counter()
    polygons = run()
    times.append(1000 * (time.perf_counter() - start))
print(json.dumps({"by": name, "ms": min(times), "polygons": polygons}))

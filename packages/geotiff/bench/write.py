"""Times GDAL's COG driver through rasterio: python write.py IN OUT THREADS.

Prints {"deflate": [ms, bytes], "zstd": [ms, bytes]}, one run each, with overviews by average.
"""

import json
import os
import sys
import time

import rasterio
import rasterio.shutil

source, target, threads = sys.argv[1:]


def convert(compression):
    start = time.perf_counter()
    rasterio.shutil.copy(
        source,
        target,
        driver="COG",
        compress=compression,
        predictor="YES",
        blocksize=512,
        overview_resampling="average",
        num_threads=threads,
    )
    return [(time.perf_counter() - start) * 1000, os.path.getsize(target)]


print(json.dumps({name: convert(name) for name in ("deflate", "zstd")}))

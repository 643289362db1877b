"""Times rasterio: python read.py FILE. Prints {"scan": ms, "windows": ms}, the best of 5, one thread."""

import json
import sys
import time
import warnings

import rasterio
from rasterio.windows import Window

warnings.simplefilter("ignore")
path = sys.argv[1]


def scan():
    with rasterio.open(path) as file:
        file.read()


def windows():
    with rasterio.open(path) as file:
        for y in range(0, file.height, 512):
            for x in range(0, file.width, 512):
                file.read(window=Window(x, y, 512, 512))


def best(work):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


print(json.dumps({"scan": best(scan), "windows": best(windows)}))

"""Times rasterio's warp: python reference.py LABELS IMAGE SIDE. Prints {"name": milliseconds}, the best of 3, one thread."""

import json
import sys
import time

import numpy as np
from affine import Affine
from rasterio.warp import Resampling, reproject

side = int(sys.argv[3])
labels = np.fromfile(sys.argv[1], np.uint8).reshape(side, side)
image = np.ascontiguousarray(np.fromfile(sys.argv[2], np.float32).reshape(side, side, -1).transpose(2, 0, 1))
place = Affine(0.5, 0, 500_000, 0, -0.5, 5_000_000)


def warp(source, step, method, turn=0):
    size = int(side / step)
    target = place * Affine.translation(0.3, 0.6) * Affine.rotation(turn) * Affine.scale(step)
    out = np.zeros(source.shape[:-2] + (size, size), source.dtype)
    crs = "EPSG:32632"
    reproject(
        source,
        out,
        src_transform=place,
        src_crs=crs,
        dst_transform=target,
        dst_crs=crs,
        resampling=Resampling[method],
        num_threads=1,
    )


work = {
    "labels, nearest": lambda: warp(labels, 1, "nearest"),
    "labels, nearest, turned": lambda: warp(labels, 1, "nearest", 5),
    "labels, mode, 1/4": lambda: warp(labels, 4, "mode"),
    "image, nearest": lambda: warp(image, 1, "nearest"),
    "image, bilinear": lambda: warp(image, 1, "bilinear"),
    "image, bilinear, turned": lambda: warp(image, 1, "bilinear", 5),
    "image, average, 1/4": lambda: warp(image, 4, "average"),
    "image, average, 1/1.7": lambda: warp(image, 1.7, "average"),
}


def best(run):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


print(json.dumps({name: best(run) for name, run in work.items()}))

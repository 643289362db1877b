"""The map of `predict.bench.ts` by rasterio and PyTorch: the same tiles, the same blending, the same file.

python predict.py IMAGE OUT THREADS TILE OVERLAP: prints one JSON object.
"""

import json
import sys
import time

import numpy as np
import rasterio
import segmentation_models_pytorch as smp
import torch
from rasterio.windows import Window

image, out, threads, tile, overlap = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
torch.set_num_threads(threads)
torch.manual_seed(0)
net = smp.Unet("resnet18", encoder_weights=None, in_channels=3, classes=2).eval().to(memory_format=torch.channels_last)


def origins(size):
    step = tile - overlap
    count = 1 if size <= tile else -(-(size - tile) // step) + 1
    last = -(-max(0, size - tile) // 32) * 32
    return [last if at == count - 1 else at * step for at in range(count)]


def weights(starts, size):
    """Parts of each pixel that sum to 1 over the tiles."""
    rise = np.sin((np.arange(overlap) + 0.5) / overlap * np.pi / 2) ** 2
    sums, raw = np.zeros(starts[-1] + tile), []
    for at, start in enumerate(starts):
        one = np.ones(tile)
        if at > 0:
            one[:overlap] *= rise
        if at < len(starts) - 1:
            one[-overlap:] *= rise[::-1]
        raw.append(one)
        sums[start : start + tile] += one
    return [(one / sums[start : start + tile]).astype(np.float32) for one, start in zip(raw, starts)]


def predict(source, target):
    seconds = {"read": 0.0, "infer": 0.0, "write": 0.0}
    height, width = source.height, source.width
    columns, rows = origins(width), origins(height)
    across, down = weights(columns, width), weights(rows, height)
    right = columns[-1] + tile
    sums, top = np.zeros((2, tile, right), np.float32), 0
    mean, spread = np.float32(110), np.float32(50)
    for at, row in enumerate(rows):
        began = time.perf_counter()
        samples = np.zeros((3, tile, right), np.float32)
        lines = min(tile, height - row)
        samples[:, :lines, :width] = (source.read(window=Window(0, row, width, lines)) - mean) / spread
        seconds["read"] += time.perf_counter() - began
        began = time.perf_counter()
        for place, column in enumerate(columns):
            patch = torch.from_numpy(np.ascontiguousarray(samples[None, :, :, column : column + tile]))
            with torch.inference_mode():
                values = net(patch.contiguous(memory_format=torch.channels_last)).softmax(1)[0].numpy()
            part = down[at][:, None] * across[place][None, :]
            sums[:, row - top :, column : column + tile] += (values * part)[:, : tile - (row - top)]
        bottom = rows[at + 1] if at + 1 < len(rows) else height
        seconds["infer"] += time.perf_counter() - began
        began = time.perf_counter()
        done = bottom - top
        target.write(sums[:, :done, :width].argmax(0).astype(np.uint8), 1, window=Window(0, top, width, done))
        sums = np.concatenate([sums[:, done:], np.zeros((2, done, right), np.float32)], 1)
        top = bottom
        seconds["write"] += time.perf_counter() - began
    return seconds


began, used = time.perf_counter(), time.process_time()
with rasterio.open(image) as source:
    profile = dict(driver="GTiff", width=source.width, height=source.height, count=1, dtype="uint8", crs=source.crs)
    profile.update(transform=source.transform, tiled=True, blockxsize=512, blockysize=512, compress="deflate", nodata=255)
    with rasterio.open(out, "w", **profile) as target:
        seconds = predict(source, target)
with rasterio.open(out, "r+") as target:
    target.build_overviews([2, 4, 8], rasterio.enums.Resampling.mode)
seconds["total"] = time.perf_counter() - began
seconds["processor"] = time.process_time() - used
by = f"rasterio {rasterio.__version__} and PyTorch {torch.__version__}"
print(json.dumps({"by": by, "seconds": seconds}))

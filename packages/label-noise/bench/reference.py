"""Times NumPy and SciPy on labels: python reference.py LABELS SIDE. Prints {"name": milliseconds of processor time}, best of 3.

Every entry makes the noisy labels and the confusion matrix, as the noises do.
"""

import json
import sys
import time

import numpy as np
from scipy import ndimage

path, side = sys.argv[1], int(sys.argv[2])
clean = np.fromfile(path, np.uint8).reshape(side, side)
CLASSES = 5
offsets = np.arange(-5, 6)
disk = offsets[:, None] ** 2 + offsets**2 <= 25


def confusion(noisy):
    pairs = clean.ravel().astype(np.int64) * 256 + noisy.ravel()
    return np.bincount(pairs, minlength=65536)


def class_conditional():
    rate = 0.3
    matrix = np.full((CLASSES, CLASSES), rate / (CLASSES - 1))
    np.fill_diagonal(matrix, 1 - rate)
    bounds = np.cumsum(matrix, axis=1)
    draws = np.random.default_rng(0).random(clean.size)
    noisy = np.empty(clean.size, np.uint8)
    flat = clean.ravel()
    for index in range(CLASSES):
        here = np.flatnonzero(flat == index)
        noisy[here] = np.searchsorted(bounds[index], draws[here], side="right").clip(0, CLASSES - 1)
    return noisy


def omission():
    numbers, count = ndimage.label(clean == 1)
    gone = np.random.default_rng(0).random(count + 1) < 0.3
    gone[0] = False
    return np.where(gone[numbers], 0, clean)


def shift():
    numbers, count = ndimage.label(clean == 1)
    rng = np.random.default_rng(0)
    noisy = np.where(numbers > 0, 0, clean)
    for number, box in enumerate(ndimage.find_objects(numbers), 1):
        shape = numbers[box] == number
        dy, dx = rng.integers(-10, 11, 2)
        top, left = box[0].start + dy, box[1].start + dx
        height, width = shape.shape
        y0, y1, x0, x1 = max(0, top), min(side, top + height), max(0, left), min(side, left + width)
        if y0 < y1 and x0 < x1:
            noisy[y0:y1, x0:x1][shape[y0 - top : y1 - top, x0 - left : x1 - left]] = 1
    return noisy


def dilation():
    return np.where(ndimage.binary_dilation(clean == 1, disk), 1, clean)


def dilation_per_object():
    numbers, count = ndimage.label(clean == 1)
    rng = np.random.default_rng(0)
    noisy = clean.copy()
    for number, (rows, columns) in enumerate(ndimage.find_objects(numbers), 1):
        radius = 5 * rng.random()
        box = (
            slice(max(0, rows.start - 6), rows.stop + 6),
            slice(max(0, columns.start - 6), columns.stop + 6),
        )
        shape = numbers[box] == number
        if rng.random() < 0.5:
            noisy[box][ndimage.distance_transform_edt(~shape) <= radius] = 1
        else:
            noisy[box][shape & (ndimage.distance_transform_edt(shape) <= radius)] = 0
    return noisy


def coarsening(block):
    coarse = -(-side // block)
    padded = np.full((coarse * block, coarse * block), 255, np.uint8)
    padded[:side, :side] = clean
    blocks = padded.reshape(coarse, block, coarse, block)
    votes = np.stack([(blocks == index).sum(axis=(1, 3)) for index in range(CLASSES)])
    return votes.argmax(axis=0).astype(np.uint8).repeat(block, 0).repeat(block, 1)[:side, :side]


def misregistration():
    return ndimage.shift(clean, (-3, 7), order=0, cval=255)


def elastic():
    rng = np.random.default_rng(0)
    fields = [30 * ndimage.gaussian_filter(rng.uniform(-1, 1, clean.shape), 5) for _ in range(2)]
    rows, columns = np.indices(clean.shape)
    return ndimage.map_coordinates(clean, (rows + fields[0], columns + fields[1]), order=0, mode="nearest")


work = {
    "class-conditional": class_conditional,
    "class-conditional, by place": class_conditional,
    "omission of 5 000 objects": omission,
    "shift of 5 000 objects": shift,
    "dilation by 5": dilation,
    "boundary, a radius up to 5 per object": dilation_per_object,
    "coarsening to 10": lambda: coarsening(10),
    "coarsening to 50": lambda: coarsening(50),
    "misregistration": misregistration,
    "elastic, sigma 5": elastic,
}


def best(run):
    times = []
    for _ in range(3):
        start = time.process_time()
        confusion(run())
        times.append(1000 * (time.process_time() - start))
    return min(times)


print(json.dumps({name: best(run) for name, run in work.items()}))

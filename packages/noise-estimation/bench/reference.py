"""Times cleanlab 2.9 on the same files: python reference.py PROBABILITIES LABELS CLASSES.

Prints {"milliseconds", "peakBytes", "counts"}: the best of 3 calibrated confident joints [clean][noisy].
"""

import json
import resource
import sys
import time

import numpy as np
from cleanlab.count import compute_confident_joint

classes = int(sys.argv[3])
probabilities = np.fromfile(sys.argv[1], np.float32).reshape(-1, classes)
labels = np.fromfile(sys.argv[2], np.uint8).astype(np.int64)
best = float("inf")
for _ in range(3):
    began = time.perf_counter()
    joint = compute_confident_joint(labels, probabilities, calibrate=True)
    best = min(best, time.perf_counter() - began)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"milliseconds": 1000 * best, "peakBytes": peak, "counts": joint.T.tolist()}))

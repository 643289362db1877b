"""Millions of points a second that pyproj moves in one call: from, to, x, y of the first point; prints JSON by pair."""
import json
import sys
import time

import numpy as np
import pyproj

pyproj.network.set_network_enabled(False)
rates = {}
for source, target, x, y, step in json.loads(sys.argv[1]):
    steps = np.arange(int(sys.argv[2])) * step
    transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    transformer.transform(x, y)
    start = time.perf_counter()
    transformer.transform(x + steps, y + steps)
    rates[f"{source} to {target}"] = len(steps) / (time.perf_counter() - start) / 1e6
print(json.dumps(rates))

"""The standard steps of `undercoat engine bench` in PyTorch.

Started with the number of threads; reads one JSON request a line, {"step", "layout", "steps"}, and answers
with one line, {"wall", "processor", "memory"}: milliseconds of each step, and MiB.
"""

import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, BANDS, CLASSES = 4, 4, 5


def conv_norm(inputs, outputs, kernel=3, stride=1):
    conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Two 3x3 convolutions around a shortcut (ResNet-18)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = conv_norm(inputs, outputs, 3, stride)
        self.second = conv_norm(outputs, outputs)
        changes = stride != 1 or inputs != outputs
        self.shortcut = conv_norm(inputs, outputs, 1, stride) if changes else nn.Identity()

    def forward(self, x):
        y = self.second(F.relu(self.first(x), inplace=True))
        return F.relu(y + self.shortcut(x), inplace=True)


class UpBlock(nn.Module):
    """Nearest upsampling, skip connection, two 3x3 convolutions."""

    def __init__(self, inputs, skip, outputs):
        super().__init__()
        self.first = conv_norm(inputs + skip, outputs)
        self.second = conv_norm(outputs, outputs)

    def forward(self, x, skip):
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        if skip is not None:
            x = torch.cat([x, skip], 1)
        x = F.relu(self.first(x), inplace=True)
        return F.relu(self.second(x), inplace=True)


class Unet(nn.Module):
    """segmentation_models_pytorch's U-Net on ResNet-18, all channels times `width`."""

    def __init__(self, width):
        super().__init__()
        stem, *stages = [int(size * width) for size in (64, 64, 128, 256, 512)]
        decoder = [max(4, int(size * width)) for size in (256, 128, 64, 32, 16)]
        self.stem = conv_norm(BANDS, stem, 7, 2)
        channels, blocks = stem, []
        for index, size in enumerate(stages):
            stride = 1 if index == 0 else 2
            blocks.append(nn.Sequential(Block(channels, size, stride), Block(size, size, 1)))
            channels = size
        self.stages = nn.ModuleList(blocks)
        skips = [stages[2], stages[1], stages[0], stem, 0]
        ups = []
        for skip, size in zip(skips, decoder):
            ups.append(UpBlock(channels, skip, size))
            channels = size
        self.decoder = nn.ModuleList(ups)
        self.head = nn.Conv2d(channels, CLASSES, 3, padding=1)

    def forward(self, x):
        features = [F.relu(self.stem(x), inplace=True)]
        x = F.max_pool2d(features[0], 3, 2, 1)
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        features.pop()
        for up in self.decoder:
            x = up(x, features.pop() if features else None)
        return self.head(x)


def standard_step(name, layout):
    kind, size, width = name.split("-")
    size, width = int(size), float(width[1:])
    last = layout == "channels-last"
    memory_format = torch.channels_last if last else torch.contiguous_format
    torch.manual_seed(0)
    net = Unet(width).to(memory_format=memory_format)
    images = torch.rand(BATCH, BANDS, size, size).mul(2).sub(1).contiguous(memory_format=memory_format)
    if kind == "predict":
        net.eval()

        def predict():
            with torch.inference_mode():
                net(images)

        return predict
    labels = torch.randint(0, CLASSES, (BATCH, size, size))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-4, weight_decay=0.0, foreach=True)

    def train():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    return train


def main():
    torch.set_num_threads(int(sys.argv[1]))
    print(json.dumps({"version": torch.__version__}), flush=True)
    prepared = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = (request["step"], request["layout"])
        if key not in prepared:
            prepared = {old: step for old, step in prepared.items() if old[0] == key[0]}
            prepared[key] = standard_step(*key)
        wall, processor = [], []
        for _ in range(request["steps"]):
            start, used = time.perf_counter(), time.process_time()
            prepared[key]()
            wall.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.process_time() - used))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"wall": wall, "processor": processor, "memory": memory}), flush=True)


main()

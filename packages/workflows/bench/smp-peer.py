"""Times decoders of segmentation_models.pytorch 0.6 on ResNet-18: python smp-peer.py THREADS.

Reads one JSON request a line, {"decoder", "size", "batch", "bands", "classes", "repeats"}, and answers with one line,
{"train", "predict"}: milliseconds of every repeat after a first, of a step with Adam and of a prediction.
"""

import json
import sys
import time

import segmentation_models_pytorch as smp
import torch
from torch.nn import functional as F

NAMES = {
    "unet": "Unet", "fpn": "FPN", "deeplabv3plus": "DeepLabV3Plus",
    "upernet": "UPerNet", "pspnet": "PSPNet", "linknet": "Linknet",
}


class Linear(torch.nn.Module):
    def __init__(self, bands, classes):
        super().__init__()
        self.encoder = smp.encoders.get_encoder("resnet18", in_channels=bands, depth=5, weights=None)
        self.head = torch.nn.Conv2d(self.encoder.out_channels[-1], classes, 1)

    def forward(self, x):
        return F.interpolate(self.head(self.encoder(x)[-1]), size=x.shape[-2:], mode="bilinear")


def model_of(decoder, bands, classes):
    if decoder == "linear":
        return Linear(bands, classes)
    return getattr(smp, NAMES[decoder])("resnet18", encoder_weights=None, in_channels=bands, classes=classes)


def timed(run, repeats):
    times = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - began))
    return times[1:]


def main():
    torch.set_num_threads(int(sys.argv[1]))
    for line in sys.stdin:
        request = json.loads(line)
        batch, bands, size, classes = (request[key] for key in ("batch", "bands", "size", "classes"))
        model = model_of(request["decoder"], bands, classes)
        images = torch.rand(batch, bands, size, size)
        labels = torch.randint(0, classes, (batch, size, size))
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, foreach=True)

        def train():
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(model(images), labels).backward()
            optimizer.step()

        def predict():
            with torch.inference_mode():
                model(images)

        trained = timed(train, request["repeats"])
        model.eval()
        print(json.dumps({"train": trained, "predict": timed(predict, request["repeats"])}), flush=True)


main()

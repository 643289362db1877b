import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { eventRecord, fileVersionRecord, histogramOf } from "../src/index.ts";

const python = process.env["UNDERCOAT_PYTHON"];

/** One grey pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);

const SCRIPT = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0, "images": 0})
events.Reload()
h = events.Histograms("weights/head")[0].histogram_value
i = events.Images("prediction")[0]
print(json.dumps({
  "scalars": [[e.step, e.value] for e in events.Scalars("loss/total")],
  "histogram": [h.min, h.max, h.num, list(h.bucket_limit), list(h.bucket)],
  "image": [i.step, i.width, i.height, len(i.encoded_image_string)],
}))
`;

test.skipIf(!hasTensorboard())("TensorBoard reads what was written", () => {
  const folder = temporaryFolder();
  const records = [1, 2, 300].map((step) =>
    eventRecord([{ tag: "loss/total", scalar: 1 / step }], { step, seconds: 100 + step }),
  );
  const histogram = histogramOf([0, 1, 2, 3, 4], { buckets: 4 });
  const last = eventRecord(
    [
      { tag: "weights/head", histogram },
      { tag: "prediction", png: PNG, width: 1, height: 1 },
    ],
    { step: 301, seconds: 500 },
  );
  writeFileSync(
    join(folder, "events.out.tfevents.1.undercoat"),
    Buffer.concat([fileVersionRecord(100), ...records, last]),
  );
  const read: unknown = JSON.parse(
    execFileSync(python!, ["-c", SCRIPT, folder], { encoding: "utf8" }).split("\n").at(-2)!,
  );
  expect(read).toEqual({
    scalars: [
      [1, 1],
      [2, 0.5],
      [300, Math.fround(1 / 300)],
    ],
    histogram: [0, 4, 5, [1, 2, 3, 4], [2, 1, 1, 1]],
    image: [301, 1, 1, PNG.length],
  });
});

function hasTensorboard(): boolean {
  if (!python) return false;
  try {
    execFileSync(python, ["-c", "import tensorboard"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

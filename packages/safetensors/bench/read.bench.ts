// A model of 25 million float32 weights in 160 tensors: 100 MB. Reading makes views, so it takes as long as its header.
import { test } from "vitest";
import { encodeSafetensors, readSafetensors, type SafetensorsTensor, toFloat32 } from "../src/index.ts";

const tensors = new Map(
  Array.from({ length: 160 }, (_, index): [string, SafetensorsTensor] => {
    const data = Float32Array.from({ length: 156_250 }, (_, i) => Math.sin(i + index));
    return [`encoder.layer${index}.weight`, { type: "F32", shape: [250, 625], data }];
  }),
);
const bytes = encodeSafetensors({ tensors });

test("100 MB", async ({ bench }) => {
  const looked = () => {
    for (const tensor of readSafetensors(bytes).tensors.values()) toFloat32(tensor).findIndex(Number.isNaN);
  };
  const results = await bench.compare(
    bench("read", () => void readSafetensors(bytes)),
    bench("read and look at every weight", looked),
    bench("write as one array", () => void encodeSafetensors({ tensors })),
    { iterations: 5, time: 500, warmupIterations: 1 },
  );
  const line = (["read", "read and look at every weight", "write as one array"] as const).map(
    (name) => `${name} ${results.get(name).latency.p50.toFixed(2)} ms`,
  );
  process.stdout.write(`100 MB of safetensors: ${line.join(", ")}\n`);
});

// Counts the confident joint of a file of float32 probabilities and one of uint8 labels, in a process of its own:
// node -C @undercoat/source count-joint.ts PROBABILITIES LABELS CLASSES. Prints { milliseconds, peakBytes, counts }.
import { readFileSync } from "node:fs";
import { confidentJoint, countJoint } from "../src/index.ts";

const [probabilitiesFile = "", labelsFile = "", classes = ""] = process.argv.slice(2);
const bytes = readFileSync(probabilitiesFile);
const probabilities = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const labels = new Uint8Array(readFileSync(labelsFile));
let milliseconds = Number.POSITIVE_INFINITY;
let counts: readonly (readonly number[])[] = [];
for (let turn = 0; turn < 3; turn++) {
  const began = performance.now();
  ({ counts } = confidentJoint(countJoint({ classes: Number(classes), probabilities, labels })));
  milliseconds = Math.min(milliseconds, performance.now() - began);
}
process.stdout.write(
  JSON.stringify({ milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024, counts }),
);

/** Measures one noise in a process of its own: node measure.ts OPTIONS. Prints {"milliseconds", "megabytes", "objects"}. */
import { createRng } from "@undercoat/random";
import { labelNoise } from "../src/index.ts";
import { town } from "./town.ts";

const REPEATS = 8;
const labels = town();
const noise = labelNoise(JSON.parse(process.argv[2] ?? ""));

/** Processor time: other work on the machine slows it less than wall time. */
function millisecondsOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const before = process.resourceUsage().maxRSS;
const { report } = noise.apply(labels, createRng(0));
const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
const objects = millisecondsOf(() => report.objects);
const times = Array.from({ length: REPEATS }, () => millisecondsOf(() => noise.apply(labels, createRng(0))));
process.stdout.write(JSON.stringify({ milliseconds: Math.min(...times), megabytes, objects }));

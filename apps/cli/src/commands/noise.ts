import type { Command } from "commander";
import { registerNoiseBias } from "./noise-bias.ts";
import { registerNoiseEstimate } from "./noise-estimate.ts";
import { registerNoiseRank } from "./noise-rank.ts";
import { registerNoiseSimulate } from "./noise-simulate.ts";

/** `undercoat noise`: label noise of files. */
export function registerNoise(program: Command): void {
  const noise = program
    .command("noise")
    .description("label noise: how much there is, where, of which kind, and more of it");
  registerNoiseEstimate(noise);
  registerNoiseRank(noise);
  registerNoiseBias(noise);
  registerNoiseSimulate(noise);
}

import type { Command } from "commander";

interface SimulateFlags {
  readonly noise: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** `undercoat noise simulate`: noise on a label file. */
export function registerNoise(program: Command): void {
  const noise = program.command("noise").description("label noise on files");
  noise
    .command("simulate")
    .description("write a noisy copy of a label GeoTIFF and report what was really changed")
    .argument("<labels>", "label GeoTIFF, one band of class codes")
    .argument("<out>", "noisy GeoTIFF to write, on the same grid")
    .requiredOption(
      "--noise <options>",
      'the noise as YAML or JSON, e.g. "{kind: boundary, radius: 3}"; or a file that holds it',
    )
    .option("--seed <number>", "seed of the draw", "0")
    .option("--json", "print one JSON object")
    .action(async (labels: string, out: string, flags: SimulateFlags) => {
      const { simulateNoise } = await import("@undercoat/workflows");
      const report = await simulateNoise(labels, out, flags.noise, flags.seed);
      process.stdout.write(`${flags.json === true ? JSON.stringify(report) : report.text}\n`);
    });
}

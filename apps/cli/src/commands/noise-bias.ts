import { type Command, Option } from "commander";
import { namedFiles } from "../parse-named-files.ts";
import { number } from "../parse-number.ts";

interface BiasFlags {
  readonly reference: string;
  readonly image?: string;
  readonly group?: Readonly<Record<string, string>>;
  readonly scheme?: string;
  readonly background: string | false | undefined;
  readonly blockSize?: number;
  readonly map?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `undercoat noise bias`: in what way labels are wrong, and whether by a system. */
export function registerNoiseBias(noise: Command): void {
  const numberOption = (flags: string, text: string) => new Option(flags, text).argParser(number);
  noise
    .command("bias")
    .description("say in what way labels differ from better ones, and whether that is systematic")
    .argument("<labels>", "label GeoTIFF, one band of class codes")
    .requiredOption(
      "--reference <file>",
      "clean labels on the same grid, or predictions better than the labels",
    )
    .option("--image <file>", "GeoTIFF on the same grid: does disagreement depend on its bands?")
    .option(
      "--group <name=file>",
      "raster of codes, such as source=SOURCES.tif or year=YEARS.tif; may be repeated",
      namedFiles,
    )
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: the codes in the reference")
    .option("--background <class>", "class between objects; default: the first of the scheme")
    .option("--no-background", "the scheme has none: there is neither omission nor commission")
    .addOption(numberOption("--block-size <pixels>", "side of the blocks; default: about 64 blocks"))
    .option("--map <file>", "GeoTIFF to write: where disagreement lies beyond chance")
    .addOption(numberOption("--seed <n>", "seed of the tests and intervals").default(0))
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExit code 3: the data cannot tell; the reason is printed.")
    .action(async (labels: string, { scheme, group, background, json, ...flags }: BiasFlags) => {
      const { explainLabels, explainText, readScheme } = await import("@undercoat/workflows/files");
      const explained = await explainLabels({
        labels,
        ...flags,
        groups: group,
        background: background === false ? null : typeof background === "string" ? background : undefined,
        scheme: scheme === undefined ? undefined : await readScheme(scheme),
      });
      process.stdout.write(`${json === true ? JSON.stringify(explained) : explainText(explained)}\n`);
    });
}

import type { EngineName } from "@undercoat/engines";
import type { ModelCase } from "./golden-case.ts";

/** Rough cost of a pass through an encoder, beside ResNet-18's, and of an operation on an engine, beside wasm's. */
const ENCODER_COST: Readonly<Record<string, number>> = {
  resnet18: 1,
  resnet34: 1.7,
  resnet50: 2.5,
  mobilenet_v2: 1,
};
/** On the cpu engine, what costs more than this share of a ResNet-18 U-Net at 64² is left to the others. */
const CPU_LIMIT = 1;

/** Engines that run whole models; the more a case costs there, the later it comes. */
export const GOLDEN_ENGINES = ["onnxruntime", "wasm", "cpu"] as const satisfies readonly EngineName[];
export type GoldenEngine = (typeof GOLDEN_ENGINES)[number];

/**
 * The cases that an engine runs: with `UNDERCOAT_GOLDEN_ALL=1` every case; else the cheapest one of every decoder, and
 * on wasm and the compiled engine also the cheapest frozen one and the cheapest of every encoder.
 */
export function chosenCases(cases: readonly ModelCase[], engine: GoldenEngine): ReadonlySet<string> {
  if (process.env["UNDERCOAT_GOLDEN_ALL"] === "1") return new Set(cases.map(({ id }) => id));
  const cheapFirst = cases.toSorted((a, b) => costOf(a) - costOf(b));
  const firstOf = (key: (golden: ModelCase) => string) =>
    cheapFirst.filter(
      (golden, index) => cheapFirst.findIndex((other) => key(other) === key(golden)) === index,
    );
  const byDecoder = firstOf(({ decoder }) => decoder);
  if (engine === "cpu") return idsOf(byDecoder.filter((golden) => costOf(golden) <= CPU_LIMIT));
  const byEncoder = firstOf(({ encoder }) => encoder);
  const frozen = cheapFirst.filter(({ freezeEncoder }) => freezeEncoder).slice(0, 1);
  return idsOf([...byDecoder, ...byEncoder, ...frozen]);
}

function idsOf(cases: readonly ModelCase[]): ReadonlySet<string> {
  return new Set(cases.map(({ id }) => id));
}

function costOf({ encoder, height, width }: ModelCase): number {
  return ((ENCODER_COST[encoder] ?? 3) * height * width) / 64 ** 2;
}

import type { EngineName } from "@undercoat/engines";
import type { ModelCase } from "./golden-case.ts";

/** Rough cost of a pass through an encoder, beside ResNet-18's. */
const ENCODER_COST: Readonly<Record<string, number>> = {
  resnet18: 1,
  resnet34: 1.7,
  resnet50: 2.5,
  mobilenet_v2: 1,
};

/** Engines that run whole models. The cpu engine takes minutes for one, so a few run there, and only on demand. */
export const GOLDEN_ENGINES = ["onnxruntime", "wasm", "cpu"] as const satisfies readonly EngineName[];
export type GoldenEngine = (typeof GOLDEN_ENGINES)[number];

/**
 * The cases that an engine runs: the cheapest one of every decoder and of every encoder, and the cheapest frozen one.
 * With `UNDERCOAT_GOLDEN_ALL=1` every case, and on the cpu engine the cheapest one of every decoder.
 */
export function chosenCases(cases: readonly ModelCase[], engine: GoldenEngine): ReadonlySet<string> {
  const all = process.env["UNDERCOAT_GOLDEN_ALL"] === "1";
  const cheapFirst = cases.toSorted((a, b) => costOf(a) - costOf(b));
  const firstOf = (key: (golden: ModelCase) => string) =>
    cheapFirst.filter(
      (golden, index) => cheapFirst.findIndex((other) => key(other) === key(golden)) === index,
    );
  const byDecoder = firstOf(({ decoder }) => decoder);
  if (engine === "cpu") return idsOf(all ? byDecoder : []);
  if (all) return idsOf(cases);
  const frozen = cheapFirst.filter(({ freezeEncoder }) => freezeEncoder).slice(0, 1);
  return idsOf([...byDecoder, ...firstOf(({ encoder }) => encoder), ...frozen]);
}

function idsOf(cases: readonly ModelCase[]): ReadonlySet<string> {
  return new Set(cases.map(({ id }) => id));
}

function costOf({ encoder, height, width }: ModelCase): number {
  return ((ENCODER_COST[encoder] ?? 3) * height * width) / 64 ** 2;
}

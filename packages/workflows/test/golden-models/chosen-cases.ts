import type { EngineName } from "@undercoat/engines";
import type { ModelCase } from "./golden-case.ts";

/** Rough cost of a pass through an encoder, beside ResNet-18's. */
const ENCODER_COST: Readonly<Record<string, number>> = {
  resnet18: 1,
  resnet34: 1.7,
  resnet50: 2.5,
  mobilenet_v2: 1,
};

/** Engines that run whole models. */
export const GOLDEN_ENGINES = ["onnxruntime", "wasm", "cpu"] as const satisfies readonly EngineName[];
export type GoldenEngine = (typeof GOLDEN_ENGINES)[number];

/**
 * The cases that an engine runs: the cheapest one of every decoder and of every encoder, and the cheapest frozen one.
 * On the cpu engine, which is the slowest by far, only the cheapest of all. With `UNDERCOAT_GOLDEN_ALL=1` every case.
 */
export function chosenCases(cases: readonly ModelCase[], engine: GoldenEngine): ReadonlySet<string> {
  const all = process.env["UNDERCOAT_GOLDEN_ALL"] === "1";
  const cheapFirst = cases.toSorted((a, b) => costOf(a) - costOf(b));
  const firstOf = (key: (golden: ModelCase) => string) =>
    cheapFirst.filter(
      (golden, index) => cheapFirst.findIndex((other) => key(other) === key(golden)) === index,
    );
  if (all) return idsOf(cases);
  if (engine === "cpu") return idsOf(cheapFirst.slice(0, 1));
  const byDecoder = firstOf(({ decoder }) => decoder);
  const frozen = cheapFirst.filter(({ freezeEncoder }) => freezeEncoder).slice(0, 1);
  return idsOf([...byDecoder, ...firstOf(({ encoder }) => encoder), ...frozen]);
}

function idsOf(cases: readonly ModelCase[]): ReadonlySet<string> {
  return new Set(cases.map(({ id }) => id));
}

function costOf({ encoder, height, width }: ModelCase): number {
  return ((ENCODER_COST[encoder] ?? 3) * height * width) / 64 ** 2;
}

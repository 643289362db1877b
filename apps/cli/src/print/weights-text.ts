import type { PretrainedWeights } from "@undercoat/pretrained-weights";
import { textTable } from "./text-table.ts";

/** Published weights for people. */
export function weightsText(all: readonly PretrainedWeights[]): string {
  const rows = all.map(({ name, bands, dataset, method, licence }) => [
    name,
    String(bands.length),
    dataset,
    method,
    licence ?? "not stated",
  ]);
  return [
    textTable(["name", "bands", "images", "method", "licence"], rows, [
      "left",
      "right",
      "left",
      "left",
      "left",
    ]),
    "",
    "undercoat model weights NAME fetches one; --json tells bands, normalisation, address and where each was read.",
  ].join("\n");
}

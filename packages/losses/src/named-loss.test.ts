import { describe, expect, test } from "vitest";
import * as z from "zod";
import { LossName, LossOptions } from "./loss-options.ts";
import { namedLoss } from "./named-loss.ts";

const transitionMatrix = [
  [0.9, 0.1],
  [0.3, 0.7],
];

describe("losses by name", () => {
  test.each(LossName.options)("%s is the loss of that name, and its own options make it again", (name) => {
    const loss = namedLoss(name);
    expect(loss).toMatchObject({ kind: "loss", name });
    const again = namedLoss({ name, ...JSON.parse(JSON.stringify(loss.options)) } as LossOptions);
    expect(again.name).toBe(name);
    expect(again.options).toEqual(loss.options);
  });

  test.each(["forward-correction", "backward-correction"] as const)("%s needs its matrix", (name) => {
    expect(namedLoss({ name, transitionMatrix })).toMatchObject({ name, options: { transitionMatrix } });
    expect(LossOptions.safeParse({ name }).success).toBe(false);
    expect(LossOptions.safeParse(name).success).toBe(false);
  });

  test("a sum holds names and options, each once", () => {
    const sum = namedLoss({
      name: "sum",
      losses: [{ loss: "cross-entropy" }, { loss: { name: "dice", classes: "all" }, weight: 0.5 }],
    });
    expect(sum.options).toMatchObject({
      losses: [
        { name: "cross-entropy", weight: 1 },
        { name: "dice", weight: 0.5, options: { classes: "all" } },
      ],
    });
    const twice = { name: "sum", losses: [{ loss: "dice" }, { loss: { name: "dice" } }] };
    expect(LossOptions.safeParse(twice).success).toBe(false);
  });

  test("unknown names and keys, and options of another form, are refused", () => {
    const fits = (options: unknown) => LossOptions.safeParse(options).success;
    expect(fits("dicee")).toBe(false);
    expect(fits({ name: "dicee" })).toBe(false);
    expect(fits({ name: "dice", gamma: 2 })).toBe(false);
    expect(fits({ name: "focal", alpha: 0.5 })).toBe(false);
    expect(fits({ name: "focal", alpha: 0.5, form: "one-vs-all" })).toBe(true);
    expect(fits({ name: "sum", losses: [] })).toBe(false);
  });

  test("every loss with options turns into JSON Schema, and every name of a loss has its options", () => {
    const { anyOf } = z.toJSONSchema(LossOptions, { io: "input" }) as unknown as {
      anyOf: { oneOf?: { properties: { name: { const: string } } }[] }[];
    };
    const described = anyOf[1]!.oneOf!.map(({ properties }) => properties.name.const);
    expect(described).toEqual(expect.arrayContaining([...LossName.options]));
    expect(described).toHaveLength(LossName.options.length + 3);
  });
});

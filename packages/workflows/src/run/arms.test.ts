import { expect, test } from "vitest";
import { testConfig } from "../../test/test-config.ts";
import { armsOf, baselineOf, controlOf, plainOf } from "./arms.ts";

const config = testConfig({
  pretrainings: {
    osm: { role: "noisy", labels: "osm" },
    coarse: { role: "noisy", labels: "coarse" },
    permuted: { role: "control", labels: "osm", permuted: true },
    clean: { role: "clean", labels: "clean" },
  },
});

test("random first; whole for noisy pretrainings, none for noisy and clean ones", () => {
  expect(armsOf(config).map(({ name }) => name)).toEqual([
    "random/frozen",
    "random/full",
    "osm/frozen",
    "osm/full",
    "osm/whole",
    "osm/none",
    "coarse/frozen",
    "coarse/full",
    "coarse/whole",
    "coarse/none",
    "permuted/frozen",
    "permuted/full",
    "clean/frozen",
    "clean/full",
    "clean/none",
  ]);
});

test("every noisy arm has a control of its mode, and a baseline without pretraining", () => {
  const arms = armsOf(config);
  const arm = (name: string) => arms.find((each) => each.name === name)!;
  expect(controlOf(arm("osm/frozen"), arms, config)?.name).toBe("permuted/frozen");
  expect(controlOf(arm("coarse/full"), arms, config)?.name).toBe("permuted/full");
  expect(controlOf(arm("clean/full"), arms, config)).toBeNull();
  expect(baselineOf(arm("osm/whole"), arms)?.name).toBe("random/full");
  expect(baselineOf(arm("osm/none"), arms)).toBeNull();
});

test("a pretraining may name its own modes", () => {
  const own = testConfig({ pretrainings: { osm: { role: "noisy", labels: "osm", modes: ["frozen"] } } });
  expect(armsOf(own).map(({ name }) => name)).toEqual(["random/frozen", "random/full", "osm/frozen"]);
});

test("of several controls the one with the very labels and noise is taken", () => {
  const shift = { kind: "misregistration" as const, shift: [2, 1] as [number, number] };
  const two = testConfig({
    pretrainings: {
      plain: { role: "noisy", labels: "osm" },
      moved: { role: "noisy", labels: "osm", noise: shift },
      "plain-permuted": { role: "control", labels: "osm", permuted: true },
      "moved-permuted": { role: "control", labels: "osm", permuted: true, noise: shift },
    },
  });
  const arms = armsOf(two);
  const arm = (name: string) => arms.find((each) => each.name === name)!;
  expect(controlOf(arm("moved/full"), arms, two)?.name).toBe("moved-permuted/full");
  expect(controlOf(arm("plain/full"), arms, two)?.name).toBe("plain-permuted/full");
});

test("an arm with a method is compared with the same labels without", () => {
  const methods = testConfig({
    pretrainings: {
      osm: { role: "noisy", labels: "osm" },
      "osm-early": { role: "noisy", labels: "osm", method: { name: "early-learning" } },
      "coarse-early": { role: "noisy", labels: "coarse", method: { name: "early-learning" } },
    },
  });
  const arms = armsOf(methods);
  const arm = (name: string) => arms.find((each) => each.name === name)!;
  expect(plainOf(arm("osm-early/frozen"), arms, methods)?.name).toBe("osm/frozen");
  expect(plainOf(arm("osm/frozen"), arms, methods)).toBeNull();
  expect(plainOf(arm("coarse-early/full"), arms, methods)).toBeNull();
  expect(plainOf(arm("random/full"), arms, methods)).toBeNull();
});

test("null is no method, where all others have one", () => {
  const config = testConfig({
    pretrain: { steps: 4, method: { name: "early-learning" } },
    pretrainings: {
      plain: { role: "noisy", labels: "osm", method: null },
      osm: { role: "noisy", labels: "osm" },
    },
  });
  const arms = armsOf(config);
  expect(plainOf(arms.find(({ name }) => name === "osm/full")!, arms, config)?.name).toBe("plain/full");
});

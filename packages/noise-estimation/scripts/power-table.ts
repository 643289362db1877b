// Prints the tables of docs/noise-bias.md: how often detectBias finds what is there, and what is not.
// From the root of the repository:
//
//     node -C @undercoat/source packages/noise-estimation/scripts/power-table.ts
import { syntheticScene } from "@undercoat/datasets";
import { createRng, type Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import { type BiasScene, detectBias } from "../src/index.ts";
import { clumped, flipped, grown, withoutObjects } from "../test/planted-spatial.ts";

type Scene = ReturnType<typeof syntheticScene>;

interface Setting {
  readonly text: string;
  /** What ought to be found; null where nothing. */
  readonly factor: string | null;
  /** What may be found beside it, because it follows from it. */
  readonly alsoTrue?: readonly string[];
  readonly scenes: number;
  readonly noise: (scene: Scene, rng: Rng, index: number) => LabelMap;
}

const NULL_RUNS = 200;
const POWER_RUNS = 50;
const SIZE = 160;
const BASE = 0.08;
const pool = Array.from({ length: 24 }, (_, seed) =>
  syntheticScene({ width: SIZE, height: SIZE, pixelSize: 0.3 }, createRng(seed)),
);

const nulls: readonly Setting[] = [
  ...[0.02, 0.1, 0.3].map((rate) => ({
    text: `flips of ${100 * rate} % of the pixels`,
    factor: null,
    scenes: 1,
    noise: ({ labels }: Scene, rng: Rng) => flipped(labels, () => rate, rng),
  })),
  {
    text: "clumps of 5 px radius at random places",
    factor: null,
    alsoTrue: ["place"],
    scenes: 1,
    noise: ({ labels }, rng) => clumped(labels, { clumps: 25, radius: 5 }, rng),
  },
];

const powers: readonly Setting[] = [
  ...[1.25, 1.5, 2].map((ratio) => ({
    text: `flips ${ratio}× as often in buildings`,
    factor: "class",
    scenes: 1,
    noise: ({ labels }: Scene, rng: Rng) =>
      flipped(labels, (pixel) => BASE * (labels.data[pixel] === 1 ? ratio : 1), rng),
  })),
  ...[1.25, 1.5, 2].map((ratio) => ({
    text: `flips ${ratio}× as often where green is below 100`,
    factor: "band green",
    scenes: 1,
    noise: ({ labels, image }: Scene, rng: Rng) =>
      flipped(labels, (pixel) => BASE * (image.data[pixel * 3 + 1]! < 100 ? ratio : 1), rng),
  })),
  ...[1.25, 1.5, 2].map((ratio) => ({
    text: `flips ${ratio}× as often in the left quarter`,
    factor: "place",
    scenes: 1,
    noise: ({ labels }: Scene, rng: Rng) =>
      flipped(labels, (pixel) => BASE * (pixel % SIZE < SIZE / 4 ? ratio : 1), rng),
  })),
  ...[1.25, 1.5, 2].map((ratio) => ({
    text: `flips ${ratio}× as often in scenes of one source, 4 of 8`,
    factor: "source",
    scenes: 8,
    noise: ({ labels }: Scene, rng: Rng, index: number) =>
      flipped(labels, () => BASE * (index % 2 === 0 ? ratio : 1), rng),
  })),
  ...[2, 3, 5].flatMap((ratio) =>
    [4, 12].map((scenes) => ({
      text: `10 % of buildings left out, ${ratio}× as many below 10 m²; ${scenes} scenes (about ${scenes * 20} buildings)`,
      factor: "missing building by size",
      scenes,
      noise: ({ labels }: Scene, rng: Rng) =>
        withoutObjects(
          labels,
          { classIndex: 1, probability: (pixels) => 0.1 * (pixels * 0.09 < 10 ? ratio : 1) },
          rng,
        ).labels,
    })),
  ),
  {
    text: "buildings grown by 1 px",
    factor: "distance to border",
    scenes: 1,
    noise: ({ labels }) => grown(labels, 1, 1),
  },
];

function factorsFound({ scenes, noise }: Setting, run: number): string[] {
  const rng = createRng(run).fork("power");
  const given = Array.from({ length: scenes }, (_, index): BiasScene => {
    const scene = pool[(run * 7 + index) % pool.length]!;
    const labels = noise(scene, rng.fork(`noise ${index}`), index);
    const groups = scenes > 1 ? { source: index % 2 === 0 ? "a" : "b" } : {};
    return { labels, reference: scene.labels, image: scene.image, groups };
  });
  const { factors } = detectBias(given, { rng: rng.fork("detect"), resamples: 200 });
  return factors.filter(({ finding }) => finding).map(({ factor }) => factor);
}

console.log("| noise without a bias | any finding, of 200 |\n|---|---|");
for (const setting of nulls) {
  let any = 0;
  for (let run = 0; run < NULL_RUNS; run++) {
    const found = factorsFound(setting, run).filter((factor) => !(setting.alsoTrue ?? []).includes(factor));
    if (found.length > 0) any += 1;
  }
  console.log(`| ${setting.text}${setting.alsoTrue ? " (other than place)" : ""} | ${any} |`);
}

console.log("\n| planted bias | factor | found, of 50 |\n|---|---|---|");
for (const setting of powers) {
  let hits = 0;
  for (let run = 0; run < POWER_RUNS; run++)
    if (factorsFound(setting, run).includes(setting.factor!)) hits += 1;
  console.log(`| ${setting.text} | ${setting.factor} | ${hits} |`);
}

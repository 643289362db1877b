import type { PilotData } from "../src/index.ts";
import { realisticReport } from "./realistic-report.ts";

const step = (labels: number, mean: number) => ({ labels, mean, low: mean - 0.05, high: mean + 0.05, n: 5 });

/** A pilot with every part but the money, which has a page of its own. */
export function realisticPilot(): PilotData {
  const { scheme, panels, config, environment, inputs } = realisticReport();
  return {
    title: 'Pilot: city, labels "osm"',
    generatedBy: "undercoat 0.0.0",
    verdict: "cannot tell yet",
    answer: ["Whether it helped cannot be told.", "The labels are wrong in 10.0 % of the pixels."],
    cautions: ["5 seeds, 4 and 16 clean patches."],
    scheme,
    panels,
    labels: {
      name: "osm",
      windows: 9,
      pixels: 2_000_000,
      noiseRate: 0.1,
      interval: [0.088, 0.111],
      classes: [
        { name: "background", clean: 0.85, noisy: 0.853, iou: 0.89 },
        { name: "building", clean: 0.15, noisy: 0.147, iou: null },
      ],
      verdicts: ["class: pixels of building disagree 2.1 times as often"],
    },
    candidate: "osm/whole",
    gains: [
      { patches: 4, reference: "random/full", mean: 0.025, interval: [-0.1, 0.15], n: 5 },
      { patches: 16, reference: "random/full", mean: 0.046, interval: null, n: 1 },
    ],
    curves: [
      {
        title: "",
        arms: [
          { name: "random/full", points: [step(4, 0.5), step(16, 0.6)] },
          { name: "osm/whole", points: [step(4, 0.6), step(16, 0.65)] },
        ],
      },
    ],
    roi: null,
    audit: {
      open: 1,
      findings: [
        {
          rule: "no-licence",
          title: "A source without a licence",
          outcome: "ask a lawyer",
          isOpen: true,
          details: ["images: no licence is recorded"],
          who: "the data owner",
          question: "Under which licence are the images?",
        },
        {
          rule: "share-alike",
          title: "Share-alike terms",
          outcome: "fine",
          isOpen: false,
          details: [],
          who: "nobody",
          question: "none",
        },
      ],
    },
    config,
    environment,
    inputs,
    timings: [],
    commands: ["npx undercoat pilot undercoat.yaml --out pilot"],
  };
}

import type { ResolvedConfig } from "../config/run-config.ts";
import { type Arm, armsOf } from "./arms.ts";

/** Stages of a run, in order. */
export type Stage = "pretrain" | "finetune" | "evaluate";

interface ItemFacts {
  /** Such as `seed-0/pretrain-osmlike`; also the item's place below `models/`, `results/` and `checkpoints/`. */
  readonly id: string;
  readonly seed: number;
  /** Ids of the items that come before. */
  readonly needs: readonly string[];
}

/** Trains a model on the labels of one pretraining, or takes weights that were trained elsewhere. */
export interface PretrainItem extends ItemFacts {
  readonly stage: "pretrain";
  /** Key of the config's `pretrainings`. */
  readonly pretraining: string;
  /** Seed of the data order: the item's own, or another for the null. */
  readonly orderSeed: number;
}

/** Trains the model of one arm on the clean patches, or scores it on the test windows. */
export interface ArmItem extends ItemFacts {
  readonly stage: "finetune" | "evaluate";
  readonly arm: Arm;
}

/** One unit of work: any worker can do it once the items it needs are done. */
export type Item = PretrainItem | ArmItem;

/** Suffix of the pretraining that repeats the clean one with another data order. */
export const NULL_SUFFIX = "-null";

/** Added to the seed for the data order of the null. */
const NULL_ORDER = 1000;

/** Every item of a run in an order that respects needs: seed by seed, pretraining before transfer. */
export function planItems(config: ResolvedConfig): Item[] {
  const arms = armsOf(config);
  return config.seeds.flatMap((seed, index) => [
    ...pretrainItems(config, seed, index < config.layers.seeds),
    ...arms.flatMap((arm) => armItems(arm, seed)),
  ]);
}

function pretrainItems(config: ResolvedConfig, seed: number, withNull: boolean): Item[] {
  return Object.entries(config.pretrainings).flatMap(([pretraining, { role, order = 0 }]) => {
    const item = (name: string, orderSeed: number): Item => ({
      id: pretrainId(seed, name),
      stage: "pretrain",
      seed,
      pretraining, // the null is trained as the clean one is, in another order
      orderSeed,
      needs: [],
    });
    const own = item(pretraining, seed + order);
    return role === "clean" && withNull
      ? [own, item(`${pretraining}${NULL_SUFFIX}`, seed + NULL_ORDER)]
      : [own];
  });
}

/** Id of a pretraining item, which is also the place of its model below `models/`. */
export function pretrainId(seed: number, pretraining: string): string {
  return `seed-${seed}/pretrain-${pretraining}`;
}

/** Id of an arm's fine-tuning or evaluation. */
export function armId(stage: "finetune" | "evaluate", seed: number, arm: Arm): string {
  return `seed-${seed}/${stage}-${arm.name.replace("/", "-")}`;
}

/** Id of the item whose model an arm is judged by. */
function modelIdOf(seed: number, arm: Arm): string {
  return arm.mode === "none" ? pretrainId(seed, arm.pretraining!) : armId("finetune", seed, arm);
}

function armItems(arm: Arm, seed: number): Item[] {
  const pretrained = arm.pretraining === null ? [] : [pretrainId(seed, arm.pretraining)];
  const finetune: Item = {
    id: armId("finetune", seed, arm),
    stage: "finetune",
    seed,
    arm,
    needs: pretrained,
  };
  const evaluate: Item = {
    id: armId("evaluate", seed, arm),
    stage: "evaluate",
    seed,
    arm,
    needs: [modelIdOf(seed, arm)],
  };
  return arm.mode === "none" ? [evaluate] : [finetune, evaluate];
}

/** Work of an item in pixel passes: a training step passes forward and about twice backward. */
export function costOf(item: Item, config: ResolvedConfig): number {
  const training = ({
    steps,
    batchSize,
    patchSize,
  }: {
    steps: number;
    batchSize: number;
    patchSize: number;
  }) => steps * batchSize * patchSize ** 2;
  if (item.stage === "pretrain") return isTrained(item, config) ? 3 * training(config.pretrain) : 0;
  if (item.stage === "finetune") return (item.arm.mode === "frozen" ? 1.2 : 2.2) * training(config.finetune);
  return testPixels(config);
}

/** Whether an item takes training steps. */
export function isTrained(item: Item, { pretrainings }: ResolvedConfig): boolean {
  if (item.stage === "pretrain") return pretrainings[item.pretraining]!.role !== "external";
  return item.stage === "finetune";
}

function testPixels(config: ResolvedConfig): number {
  const tuples = Object.values(config.data.windows.test).flatMap((windows) => {
    if (windows === "all") return [[0, 0, 1024, 1024]]; // the size is known only once files are open
    return typeof windows[0] === "number" ? [windows as number[]] : (windows as number[][]);
  });
  const pixels = tuples.reduce((sum, tuple) => sum + tuple[2]! * tuple[3]!, 0);
  return pixels / config.data.downsample ** 2;
}

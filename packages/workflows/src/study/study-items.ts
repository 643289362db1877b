import { type JobItem, jobItem } from "@undercoat/jobs";
import type { Arm } from "../run/arms.ts";
import { type Item, planItems, type Stage } from "../run/plan.ts";
import { type InputSums, itemFacts } from "./item-facts.ts";
import type { LoadedPoint } from "./load-study.ts";

/** A run's item under its address: id and needs are ids of the manifest. */
export interface StudyTask {
  readonly item: Item;
  /** Index of a point whose config says how; any that has the item would do. */
  readonly point: number;
}

/** A row of the table before its scores are there. */
export interface PlannedRow {
  /** Index of the point. */
  readonly point: number;
  readonly seed: number;
  readonly arm: Arm;
  /** Id of the evaluation. */
  readonly item: string;
}

/** Everything that a study does, each thing once. */
export interface StudyItems {
  /** In the order in which they are best done: what shares a pretraining stands together. */
  readonly items: readonly JobItem[];
  readonly tasks: ReadonlyMap<string, StudyTask>;
  readonly rows: readonly PlannedRow[];
  /** How many items the points would have one by one. */
  readonly unshared: Readonly<Record<Stage | "total", number>>;
}

/** The items of all points; those with the same facts and needs are one. */
export function studyItems(
  points: readonly LoadedPoint[],
  { sums, engine }: { readonly sums: InputSums; readonly engine: string },
): StudyItems {
  const jobs = new Map<string, JobItem>();
  const tasks = new Map<string, StudyTask>();
  const rows: PlannedRow[] = [];
  const unshared = { pretrain: 0, finetune: 0, evaluate: 0, total: 0 };
  for (const [point, { loaded }] of points.entries()) {
    const { config } = loaded;
    const addresses = new Map<string, string>();
    for (const item of planItems(config)) {
      unshared[item.stage] += 1;
      unshared.total += 1;
      const needs = item.needs.map((need) => addresses.get(need)!);
      const job = jobItem(itemFacts(item, { config, sums, engine }), needs);
      addresses.set(item.id, job.id);
      if (!jobs.has(job.id)) {
        jobs.set(job.id, job);
        tasks.set(job.id, { item: { ...item, id: job.id, needs }, point });
      }
      if (item.stage === "evaluate") rows.push({ point, seed: item.seed, arm: item.arm, item: job.id });
    }
  }
  return { items: inOrder(jobs), tasks, rows, unshared };
}

/** Every item behind what it needs, and what shares a first need together. */
function inOrder(jobs: ReadonlyMap<string, JobItem>): JobItem[] {
  const all = [...jobs.values()];
  const place = new Map(all.map(({ id }, at) => [id, at]));
  const rootOf = ({ id, needs }: JobItem): number =>
    needs.length === 0 ? place.get(id)! : Math.min(...needs.map((need) => rootOf(jobs.get(need)!)));
  const roots = new Map(all.map((job) => [job.id, rootOf(job)]));
  return all.toSorted((a, b) => roots.get(a.id)! - roots.get(b.id)! || place.get(a.id)! - place.get(b.id)!);
}

/** Items and all that they need, in the order of `items`. */
export function withNeeds(wanted: readonly JobItem[], items: readonly JobItem[]): JobItem[] {
  const ids = new Set(wanted.map(({ id }) => id));
  for (const { id, needs } of items.toReversed()) if (ids.has(id)) for (const need of needs) ids.add(need);
  return items.filter(({ id }) => ids.has(id));
}

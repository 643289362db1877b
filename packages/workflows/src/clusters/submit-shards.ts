import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  awsBatchArray,
  type ClusterEngine,
  isClustersError,
  kubernetesIndexedJob,
  readProfile,
  slurmArrayScript,
  slurmMergeScript,
  slurmTaskStates,
  submitToSlurm,
} from "@undercoat/clusters";
import { writeFileAtomic } from "@undercoat/files";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";

/** What is submitted, and to what. */
export interface SubmitShardsOptions {
  readonly engine: ClusterEngine;
  /** YAML file with what the site asks for; the defaults without one. */
  readonly profile?: string;
  /** Tasks of the array. */
  readonly shards: number;
  /** Program and arguments of a worker, without `--shard`. */
  readonly worker: readonly string[];
  /** Program and arguments that put the shards together, and refuse gaps. */
  readonly merge: readonly string[];
  /** Folder that both run in. */
  readonly folder: string;
  /** Folder for scripts, logs and the record of the submission. */
  readonly records: string;
  /** Only write down what would be submitted. */
  readonly dryRun?: boolean;
  /** Submit although something was submitted from here before. */
  readonly again?: boolean;
}

/** What was made, and what was submitted. */
export interface Submission {
  readonly engine: ClusterEngine;
  /** Scripts or manifests by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Numbers of Slurm's jobs; null where nothing was submitted. */
  readonly jobs: { readonly array: string; readonly merge: string | null } | null;
}

const Recorded = z.object({
  engine: z.literal("slurm"),
  array: z.string(),
  merge: z.string().nullable(),
  shards: z.int(),
});

/** What Slurm knows of what was submitted. */
export interface SubmissionStatus {
  readonly array: string;
  readonly merge: string | null;
  readonly shards: number;
  /** Tasks of the array by state; empty where the controller knows none of them. */
  readonly tasks: Readonly<Record<string, number>>;
  /** State of the merge; null where it was not submitted, or the controller knows it no longer. */
  readonly mergeState: string | null;
  /** Whether a task or the merge waits or runs. */
  readonly isActive: boolean;
  /** Why Slurm could not be asked; null where it was. */
  readonly unasked: string | null;
}

/** States of Slurm in which a job is not over. */
const ACTIVE =
  /^(PENDING|RUNNING|CONFIGURING|COMPLETING|SUSPENDED|REQUEUED|REQUEUE_HOLD|REQUEUE_FED|RESIZING|SIGNALING|STAGE_OUT|STOPPED|SPECIAL_EXIT)$/;

const recordOf = (records: string) => path.join(records, "submission.json");

/**
 * Submits a worker per shard and the job that merges them. Workers find their items on a shared folder, so that a
 * second submission of the same does only what is left.
 *
 * @throws {ClustersError} `PROFILE_REFUSED`, `OPTIONS_REFUSED`, `SLURM_MISSING`, `SLURM_REFUSED`, `CONTROLLER_AWAY`
 * @throws {WorkflowError} `CONFIG_VALUE` where it was submitted before, and for engines that only write manifests
 */
export async function submitShards(options: SubmitShardsOptions): Promise<Submission> {
  const { engine, records, dryRun = false, again = false } = options;
  const files = await filesOf(options);
  if (dryRun) return { engine, files, jobs: null };
  if (engine !== "slurm")
    throw new WorkflowError("CONFIG_VALUE", {
      message: `nothing is submitted to ${engine} from here; give --dry-run, and hand what it prints to the tool of that engine`,
    });
  if (!again) await refuseTwice(records);
  await mkdir(records, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFileAtomic(path.join(records, name), text);
  const array = await submitToSlurm("shards.sh", { folder: records });
  // written at once: whatever comes, the number of the array is not lost
  const record = (merge: string | null) =>
    writeFileAtomic(
      recordOf(records),
      `${JSON.stringify({ engine, array, merge, shards: options.shards })}\n`,
    );
  await record(null);
  const merge = await submitToSlurm("merge.sh", { folder: records, after: array });
  await record(merge);
  return { engine, files, jobs: { array, merge } };
}

async function filesOf(options: SubmitShardsOptions): Promise<Readonly<Record<string, string>>> {
  const { engine, shards, worker, merge, folder } = options;
  const profile = await readProfile(options.profile);
  const sharded = { command: worker, folder, shards, profile };
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  if (engine === "kubernetes") return { "job.json": json(kubernetesIndexedJob(sharded)) };
  if (engine === "aws-batch") {
    const { registerJobDefinition, submitArray, submitMerge } = awsBatchArray({ ...sharded, merge });
    return {
      "register-job-definition.json": json(registerJobDefinition),
      "submit-array.json": json(submitArray),
      "submit-merge.json": json(submitMerge),
    };
  }
  return {
    "shards.sh": slurmArrayScript(sharded),
    "merge.sh": slurmMergeScript({ command: merge, folder, profile }),
  };
}

async function refuseTwice(records: string): Promise<void> {
  const before = await submissionStatus(records);
  if (before === null) return;
  const known =
    before.unasked !== null
      ? `and Slurm cannot be asked about it (${before.unasked})`
      : before.isActive
        ? "and its tasks or its merge wait or run"
        : "and Slurm has none of its tasks waiting or running";
  throw new WorkflowError("CONFIG_VALUE", {
    message: `this was submitted as job ${before.array}, ${known}; with --again it is submitted anew and does what is left`,
    context: { job: before.array },
  });
}

/**
 * What Slurm knows of the submission recorded in a folder; null where none was.
 *
 * @throws {WorkflowError} `RUN_FOLDER` where the record is damaged.
 */
export async function submissionStatus(records: string): Promise<SubmissionStatus | null> {
  if (!existsSync(recordOf(records))) return null;
  const { array, merge, shards } = await readResult(recordOf(records), Recorded);
  const submitted = { array, merge, shards };
  try {
    const tasks = await slurmTaskStates(array);
    const merging = merge === null ? {} : await slurmTaskStates(merge);
    const [mergeState = null] = Object.keys(merging);
    const isActive = Object.keys({ ...tasks, ...merging }).some((state) => ACTIVE.test(state));
    return { ...submitted, tasks, mergeState, isActive, unasked: null };
  } catch (error) {
    if (!isClustersError(error)) throw error;
    return { ...submitted, tasks: {}, mergeState: null, isActive: false, unasked: error.message };
  }
}

import type { ClusterProfile } from "./options.ts";
import { type ShardedCommand, shardLine, shellLine, shellWord } from "./shard-command.ts";

/** Minutes as Slurm's days-hours:minutes:seconds. */
function limit(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(minutes / 1440)}-${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}:00`;
}

function head(profile: ClusterProfile, own: readonly string[]): string[] {
  const { name, partition, account, minutes, memoryMiB, cpus } = profile;
  const options = [
    `--job-name=${name}`,
    ...own,
    "--requeue",
    "--open-mode=append",
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    `--time=${limit(minutes)}`,
    `--mem=${memoryMiB}M`,
    "--nodes=1",
    "--ntasks=1",
    `--cpus-per-task=${cpus}`,
  ];
  return ["#!/bin/bash", ...options.map((option) => `#SBATCH ${option}`)];
}

/**
 * Runs a line; what a signal ended starts anew: `RequeueExit` and `afterok` do not see to that. A requeue ends this
 * script. Where it still runs, a controller that was killed meanwhile has lost the request: it is asked again.
 */
const restarting = (line: string, restarts: number): string[] => [
  `${line}; rc=$?`,
  `if [ "$rc" -gt 128 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${restarts} ]; then`,
  '  for try in 1 2 3 4; do scontrol requeue "$SLURM_JOB_ID"; sleep 15; done',
  "fi",
  'exit "$rc"',
];

const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;

/**
 * The script of an array job, a task per shard. Logs `shard-<job>_<task>.log` go to the folder it is submitted from.
 *
 * @throws {ClustersError} `OPTIONS_REFUSED`
 */
export function slurmArrayScript(sharded: ShardedCommand & { readonly profile: ClusterProfile }): string {
  const { folder, shards, profile } = sharded;
  const together = profile.atOnce === undefined ? "" : `%${profile.atOnce}`;
  const line = shardLine(sharded, "SLURM_ARRAY_TASK_ID");
  return text([
    ...head(profile, [`--array=0-${shards - 1}${together}`, "--output=shard-%A_%a.log"]),
    ...profile.setup,
    `cd ${shellWord(folder)} || exit 1`,
    ...restarting(line, profile.restarts),
  ]);
}

/**
 * The script of the job that puts shards together. It is submitted with `afterany`: the merge command itself must
 * refuse gaps, since `afterok` waits for ever once one task has failed.
 */
export function slurmMergeScript(merge: {
  readonly command: readonly string[];
  readonly folder: string;
  readonly profile: ClusterProfile;
}): string {
  const { command, folder, profile } = merge;
  return text([
    ...head(profile, ["--output=merge-%j.log"]),
    ...profile.setup,
    `cd ${shellWord(folder)} || exit 1`,
    ...restarting(shellLine(command), profile.restarts),
  ]);
}

import { ClustersError } from "./errors.ts";
import { imageOf } from "./kubernetes.ts";
import type { ClusterProfile } from "./options.ts";
import { checkShards, type ShardedCommand, shardLine, shellLine, shellWord } from "./shard-command.ts";

/**
 * Requests of AWS Batch, for `aws batch register-job-definition` and `submit-job --cli-input-json`: an array job of 2
 * to 10 000 shards, and the job that merges them, whose `dependsOn` takes the array's job id at the time of submission.
 * AWS starts it only when every task has succeeded, after `restarts` tries anew of each.
 *
 * @throws {ClustersError} `OPTIONS_REFUSED`, `PROFILE_REFUSED`
 */
export function awsBatchArray(
  sharded: ShardedCommand & { readonly profile: ClusterProfile; readonly merge: readonly string[] },
) {
  const { folder, shards, profile, merge } = sharded;
  checkShards(shards, 2, 10_000);
  const { name, cpus, memoryMiB, minutes, restarts, queue } = profile;
  if (queue === undefined)
    throw new ClustersError("PROFILE_REFUSED", {
      message: "the profile names no job queue of AWS Batch; add queue: to the --profile",
    });
  const inFolder = (line: string) => ["/bin/sh", "-c", `cd ${shellWord(folder)} && exec ${line}`];
  const jobDefinition = {
    jobDefinitionName: name,
    type: "container",
    containerProperties: {
      image: imageOf(profile),
      resourceRequirements: [
        { type: "VCPU", value: String(cpus) },
        { type: "MEMORY", value: String(memoryMiB) },
      ],
    },
    retryStrategy: { attempts: Math.min(10, restarts + 1) },
    timeout: { attemptDurationSeconds: Math.max(60, minutes * 60) },
  } as const;
  const common = { jobQueue: queue, jobDefinition: name };
  return {
    registerJobDefinition: jobDefinition,
    submitArray: {
      ...common,
      jobName: name,
      arrayProperties: { size: shards },
      containerOverrides: { command: inFolder(shardLine(sharded, "AWS_BATCH_JOB_ARRAY_INDEX")) },
    },
    submitMerge: {
      ...common,
      jobName: `${name}-merge`,
      dependsOn: [{ jobId: "ARRAY_JOB_ID" }],
      containerOverrides: { command: inFolder(shellLine(merge)) },
    },
  } as const;
}

/**
 * Scripts and manifests that run the shards of a job on Slurm, Kubernetes and AWS Batch, and a client for Slurm.
 *
 * @example
 * ```ts
 * import { readProfile, slurmArrayScript } from "@undercoat/clusters";
 *
 * const profile = await readProfile();
 * show(slurmArrayScript({ command: ["undercoat", "study", "run", "a"], folder: "/data", shards: 8, profile }));
 * ```
 *
 * @packageDocumentation
 */
export { awsBatchArray } from "./aws-batch.ts";
export {
  ClustersError,
  type ClustersErrorCode,
  type ClustersErrorDetails,
  isClustersError,
} from "./errors.ts";
export { kubernetesIndexedJob } from "./kubernetes.ts";
export type { ClusterEngine, ClusterProfile } from "./options.ts";
export { readProfile } from "./read-profile.ts";
export type { ShardedCommand } from "./shard-command.ts";
export { slurmTaskStates, submitToSlurm, type TaskStates } from "./slurm-client.ts";
export { slurmArrayScript, slurmMergeScript } from "./slurm-scripts.ts";

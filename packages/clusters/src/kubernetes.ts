import { ClustersError } from "./errors.ts";
import type { ClusterProfile } from "./options.ts";
import { checkShards, type ShardedCommand, shardLine, shellWord } from "./shard-command.ts";

/** The image of a profile, which engines with containers cannot do without. */
export function imageOf({ image }: ClusterProfile): string {
  if (image !== undefined) return image;
  throw new ClustersError("PROFILE_REFUSED", {
    message: "the profile names no image, and this engine runs containers; add image: to the --profile",
  });
}

/**
 * An Indexed Job of Kubernetes (batch/v1), a pod per shard. `backoffLimitPerIndex` needs Kubernetes 1.29 or later.
 *
 * @throws {ClustersError} `OPTIONS_REFUSED`, `PROFILE_REFUSED`
 */
export function kubernetesIndexedJob(sharded: ShardedCommand & { readonly profile: ClusterProfile }) {
  const { folder, shards, profile } = sharded;
  checkShards(shards, 1, 100_000);
  const { name, cpus, memoryMiB, minutes, restarts, volumeClaim, mountPath, atOnce } = profile;
  const line = `cd ${shellWord(folder)} && exec ${shardLine(sharded, "JOB_COMPLETION_INDEX")}`;
  const resources = { cpu: String(cpus), memory: `${memoryMiB}Mi` };
  const mounted = volumeClaim !== undefined;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name },
    spec: {
      completionMode: "Indexed",
      completions: shards,
      parallelism: Math.min(atOnce ?? shards, shards),
      backoffLimitPerIndex: restarts,
      template: {
        spec: {
          restartPolicy: "Never",
          activeDeadlineSeconds: minutes * 60,
          containers: [
            {
              name,
              image: imageOf(profile),
              command: ["/bin/sh", "-c", line],
              resources: { requests: resources, limits: { memory: resources.memory } },
              ...(mounted ? { volumeMounts: [{ name: "data", mountPath }] } : {}),
            },
          ],
          ...(mounted
            ? { volumes: [{ name: "data", persistentVolumeClaim: { claimName: volumeClaim } }] }
            : {}),
        },
      },
    },
  } as const;
}

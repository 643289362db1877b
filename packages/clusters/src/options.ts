/** Schema of the profile file. @packageDocumentation */
import { z } from "zod";

const line = z
  .string()
  .min(1)
  .regex(/^[^\n\r\0]+$/, "must be one line");
/** A word that a scheduler takes as a name: no spaces, no quotes. */
const word = z.string().regex(/^[\w.,:/@-]+$/, "must be one word of letters, digits and . , : / @ - _");

/** What a site asks of its jobs; a small YAML file. All keys have defaults or belong to one engine. */
export const ClusterProfile = z.strictObject({
  /** Name of the jobs: lower-case letters, digits and hyphens, 1 to 40. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/)
    .default("undercoat"),
  /** Cores of a task, 1 to 1024. */
  cpus: z.int().min(1).max(1024).default(1),
  /** Memory of a task in MiB. */
  memoryMiB: z.int().min(64).max(16_777_216).default(4096),
  /** Time limit of a task in minutes. */
  minutes: z.int().min(1).max(525_600).default(240),
  /** How often a task that a signal ended starts again, 0 to 10. */
  restarts: z.int().min(0).max(10).default(3),
  /** Tasks at the same time; all where it is absent. */
  atOnce: z.int().min(1).optional(),
  /** Slurm: partition and account. */
  partition: word.optional(),
  account: word.optional(),
  /** Slurm: shell lines before the command, such as `module load nodejs/22`. They are run as they stand. */
  setup: z.array(line).default([]),
  /** Kubernetes and AWS Batch: container image with undercoat. */
  image: word.optional(),
  /** Kubernetes: name of the volume claim with data and outputs, and where it is mounted. */
  volumeClaim: word.optional(),
  mountPath: line.default("/data"),
  /** AWS Batch: job queue. */
  queue: word.optional(),
});

/** A checked profile. */
export type ClusterProfile = z.output<typeof ClusterProfile>;

/** Engines that run the shards of a job. */
export const ClusterEngine = z.enum(["slurm", "kubernetes", "aws-batch"]);
/** Name of an engine. */
export type ClusterEngine = z.output<typeof ClusterEngine>;

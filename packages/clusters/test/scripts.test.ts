import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import {
  awsBatchArray,
  kubernetesIndexedJob,
  readProfile,
  slurmArrayScript,
  slurmMergeScript,
  slurmTaskStates,
  submitToSlurm,
} from "../src/index.ts";
import { ClusterProfile } from "../src/options.ts";

const folder = temporaryFolder();
const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
const profile = ClusterProfile.parse({ image: "site/undercoat:1", queue: "main", volumeClaim: "maps" });
const HOSTILE = [
  "a b",
  "it's",
  'say "$(touch no)"',
  "`id`",
  "$HOME",
  "\\",
  "line\nbreak",
  "",
  "*",
  "-n",
  "ü",
];
const SAY = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
const command = [process.execPath, "-e", SAY, "--", ...HOSTILE];
const sharded = { command, folder, shards: 7, profile };
const said = (script: string, env: Record<string, string>) =>
  JSON.parse(execFileSync("bash", ["-c", script], { env: { ...process.env, ...env }, encoding: "utf8" }));

test("every engine's third index gives shard 3/7, and hostile words arrive as they are", () => {
  const expected = [...HOSTILE, "--shard", "3/7"];
  expect(said(slurmArrayScript(sharded), { SLURM_ARRAY_TASK_ID: "2" })).toEqual(expected);
  const kubernetes = kubernetesIndexedJob(sharded).spec.template.spec.containers[0]!.command[2];
  expect(said(kubernetes, { JOB_COMPLETION_INDEX: "2" })).toEqual(expected);
  const aws = awsBatchArray({ ...sharded, merge: command });
  expect(said(aws.submitArray.containerOverrides.command[2]!, { AWS_BATCH_JOB_ARRAY_INDEX: "2" })).toEqual(
    expected,
  );
  expect(said(aws.submitMerge.containerOverrides.command[2]!, {})).toEqual(HOSTILE);
  expect(said(slurmMergeScript({ command, folder, profile }), {})).toEqual(HOSTILE);
});

test("a task that a signal ended asks to be started anew, as often as the profile says; a failed one does not", () => {
  const script = (rc: string) =>
    `scontrol() { echo "asked $*"; }; sleep() { :; }\n${slurmArrayScript({ ...sharded, command: ["bash", "-c", rc] })}`;
  const run = (rc: string, count: string) => {
    const env = { ...process.env, SLURM_ARRAY_TASK_ID: "0", SLURM_JOB_ID: "12", SLURM_RESTART_COUNT: count };
    return execFileSync("bash", ["-c", `(${script(rc)}\n) 2>/dev/null; true`], { env, encoding: "utf8" });
  };
  expect(run("kill -9 $$", "0")).toBe("asked requeue 12\n".repeat(4));
  expect(run("kill -9 $$", "2")).toBe("asked requeue 12\n".repeat(4));
  expect(run("kill -9 $$", "3")).toBe("");
  expect(run("exit 1", "0")).toBe("");
});

test("the profile's wishes stand in the head of the script", () => {
  const wishes = ClusterProfile.parse({
    partition: "gpu",
    minutes: 1505,
    atOnce: 2,
    setup: ["module load nodejs/22"],
  });
  const script = slurmArrayScript({ ...sharded, profile: wishes });
  for (const line of [
    "#SBATCH --array=0-6%2",
    "#SBATCH --time=1-01:05:00",
    "#SBATCH --partition=gpu",
    "module load nodejs/22",
  ])
    expect(script.split("\n")).toContain(line);
});

test("the Kubernetes manifest holds to the published schema, which refuses a wrong one", () => {
  const isJob = new Ajv({ strict: false, validateFormats: false }).compile(
    fixture("kubernetes-job-schema.json"),
  );
  const job = kubernetesIndexedJob(sharded);
  expect(isJob(job), JSON.stringify(isJob.errors)).toBe(true);
  expect(isJob({ ...job, spec: { ...job.spec, backoffLimitPerIndexes: 3 } })).toBe(false);
  expect(isJob({ ...job, spec: { ...job.spec, completions: "7" } })).toBe(false);
});

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
}

/** A shape of botocore as a JSON schema. */
function schemaOf(shape: Shape): object {
  const ref = (to: { readonly shape: string } | undefined) => ({ $ref: `#/definitions/${to?.shape}` });
  if (shape.type === "structure") {
    const properties = Object.fromEntries(
      Object.entries(shape.members ?? {}).map(([name, to]) => [name, ref(to)]),
    );
    return { type: "object", properties, required: shape.required ?? [], additionalProperties: false };
  }
  if (shape.type === "list") return { type: "array", items: ref(shape.member) };
  if (shape.type === "map") return { type: "object", additionalProperties: ref(shape.value) };
  const types: Record<string, string> = {
    string: "string",
    boolean: "boolean",
    integer: "integer",
    long: "integer",
  };
  return { type: types[shape.type] ?? "number", ...(shape.enum === undefined ? {} : { enum: shape.enum }) };
}

test("the requests to AWS Batch hold to botocore's shapes, which refuse a wrong one", () => {
  const shapes: Readonly<Record<string, Shape>> = fixture("aws-batch-shapes.json").shapes;
  const definitions = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, schemaOf(shape)]),
  );
  const check = (name: string) =>
    new Ajv({ strict: false }).compile({ definitions, $ref: `#/definitions/${name}` });
  const [isDefinition, isSubmission] = [check("RegisterJobDefinitionRequest"), check("SubmitJobRequest")];
  const made = awsBatchArray({ ...sharded, merge: command });
  expect(isDefinition(made.registerJobDefinition), JSON.stringify(isDefinition.errors)).toBe(true);
  for (const request of [made.submitArray, made.submitMerge])
    expect(isSubmission(request), JSON.stringify(isSubmission.errors)).toBe(true);
  expect(isSubmission({ ...made.submitArray, arrayProperties: { sizes: 7 } })).toBe(false);
  expect(isDefinition({ ...made.registerJobDefinition, type: "containers" })).toBe(false);
});

test("what an engine or a profile cannot mean is refused in a line", async () => {
  expect(() => awsBatchArray({ ...sharded, merge: command, shards: 1 })).toThrow(
    "this engine takes 2 to 10000",
  );
  expect(() => slurmArrayScript({ ...sharded, shards: 0 })).toThrow("0 shards");
  expect(() => slurmArrayScript({ ...sharded, command: ["a\0b"] })).toThrow("NUL character");
  expect(() => kubernetesIndexedJob({ ...sharded, profile: ClusterProfile.parse({}) })).toThrow(
    "names no image",
  );
  await writeFile(`${folder}/wrong.yaml`, "partition: two words\n");
  await expect(readProfile(`${folder}/wrong.yaml`)).rejects.toThrow("partition: must be one word");
  await writeFile(`${folder}/key.yaml`, "partitions: main\n");
  await expect(readProfile(`${folder}/key.yaml`)).rejects.toThrow("partitions");
  await expect(readProfile(`${folder}/none.yaml`)).rejects.toThrow("cannot be read");
});

test("without Slurm's commands the line says so", async () => {
  const { PATH } = process.env;
  process.env["PATH"] = folder;
  try {
    await expect(submitToSlurm("a.sh", { folder })).rejects.toThrow("no sbatch on PATH");
    await expect(slurmTaskStates("1")).rejects.toThrow("no squeue on PATH");
  } finally {
    process.env["PATH"] = PATH;
  }
});

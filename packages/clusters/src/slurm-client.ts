import { execFile } from "node:child_process";
import { ClustersError } from "./errors.ts";

/** Number of tasks in each state, such as `{ RUNNING: 2 }`; empty where the controller knows none. */
export type TaskStates = Readonly<Record<string, number>>;

interface Ran {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function ran(program: string, args: readonly string[], cwd?: string): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, [...args], { cwd, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? "timeout"), stdout, stderr }),
    );
  });
}

const AWAY = /Unable to contact slurm controller|connect failure|Connection refused|Socket timed out/i;

function refused(program: string, { code, stderr }: Ran): ClustersError {
  if (code === "ENOENT")
    return new ClustersError("SLURM_MISSING", {
      message: `no ${program} on PATH; run this where Slurm's commands are, or give --dry-run to see the scripts`,
    });
  const said = stderr.trim().split("\n").join("; ");
  if (AWAY.test(said) || code === "timeout")
    return new ClustersError("CONTROLLER_AWAY", {
      message: `Slurm's controller does not answer ${program} (${said || "no answer in 60 s"}); nothing is known of the jobs: try again in a minute`,
    });
  return new ClustersError("SLURM_REFUSED", {
    message: `${program} refused: ${said || `it ended with ${code}`}`,
  });
}

/**
 * Submits a script and returns the number of its job. Logs go to `folder`.
 *
 * @throws {ClustersError} `SLURM_MISSING`, `SLURM_REFUSED`, `CONTROLLER_AWAY`
 */
export async function submitToSlurm(
  script: string,
  { folder, after }: { readonly folder: string; readonly after?: string },
): Promise<string> {
  const dependency = after === undefined ? [] : [`--dependency=afterany:${after}`];
  const result = await ran("sbatch", ["--parsable", ...dependency, script], folder);
  const [, job] = /^(\d+)(?:;.*)?$/m.exec(result.stdout) ?? [];
  if (result.code !== 0 || job === undefined) throw refused("sbatch", result);
  return job;
}

/**
 * What the controller knows of a job: it forgets ended ones after minutes, and those of its last seconds when it is
 * killed, so that an empty answer means "no longer known", never "done". Only the ledger of the job says that.
 *
 * @throws {ClustersError} `SLURM_MISSING`, `SLURM_REFUSED`, `CONTROLLER_AWAY`
 */
export async function slurmTaskStates(job: string): Promise<TaskStates> {
  const result = await ran("squeue", [
    "--noheader",
    "--array",
    "--states=all",
    "--format=%T",
    `--jobs=${job}`,
  ]);
  if (result.code !== 0) {
    if (/Invalid job id/i.test(result.stderr)) return {};
    throw refused("squeue", result);
  }
  const states: Record<string, number> = {};
  for (const state of result.stdout.split("\n").filter((word) => word !== ""))
    states[state] = (states[state] ?? 0) + 1;
  return states;
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { hostname, userInfo } from "node:os";
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";

/** Whether Slurm is installed; in CI it must be. */
export const hasSlurm = ["slurmctld", "slurmd", "sbatch", "squeue"].every(
  (program) => spawnSync("which", [program]).status === 0,
);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Daemon = "slurmctld" | "slurmd";
const LAUNCHES = 20;

/** Whether a process runs; one that ended and was not waited for does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** A cluster of this machine alone, without munge, systemd or root; its config is at `SLURM_CONF`. */
export class RootlessSlurm {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(folder: string): Promise<RootlessSlurm> {
    for (const part of ["state", "spool", "run", "log"]) mkdirSync(`${folder}/${part}`, { recursive: true });
    const [host] = hostname().split(".");
    const user = userInfo().username;
    const [controller, node] = [await freePort(), await freePort()];
    // a task lost at the start is missed when the node registers, every 20 pings; a ping comes every SlurmdTimeout / 3
    const config = `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
SlurmUser=${user}
SlurmdUser=${user}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/run/slurmctld.pid
SlurmdPidFile=${folder}/run/slurmd.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd.log
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,batch_sched_delay=0,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdTimeout=15
MessageTimeout=5
InactiveLimit=0
KillWait=2
MinJobAge=300
MaxArraySize=10001
JobRequeue=1
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
`;
    writeFileSync(`${folder}/slurm.conf`, config);
    process.env["SLURM_CONF"] = `${folder}/slurm.conf`;
    const slurm = new RootlessSlurm(folder);
    await slurm.#launch("slurmctld", null);
    await slurm.#launch("slurmd", null);
    return slurm;
  }

  /** Number of a daemon; null before it has written it down. */
  #pid(daemon: Daemon): number | null {
    const file = `${this.#folder}/run/${daemon}.pid`;
    return existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
  }

  /** Starts a daemon; one that cannot have its port yet ends after its launcher has, and is started again. */
  async #launch(daemon: Daemon, killed: number | null): Promise<void> {
    for (let tries = 0; tries < LAUNCHES; tries++) {
      spawnSync(daemon, [], { stdio: "ignore" });
      await setTimeout(1000);
      const pid = this.#pid(daemon);
      if (pid !== null && pid !== killed && isRunning(pid)) return;
    }
    expect.fail(`${daemon} did not start in ${LAUNCHES} tries`);
  }

  /** `kill -9` of a daemon, and its start. */
  async killAndRestart(daemon: Daemon): Promise<void> {
    const pid = this.#pid(daemon);
    if (pid === null) return expect.fail(`${daemon} does not run`);
    process.kill(pid, "SIGKILL");
    await this.#launch(daemon, pid);
  }

  /** Ends jobs and daemons, by their numbers. */
  async stop(): Promise<void> {
    spawnSync("scancel", ["--user", userInfo().username, "--signal=KILL", "--full"], { timeout: 10_000 });
    spawnSync("scancel", ["--user", userInfo().username], { timeout: 10_000 });
    await setTimeout(1000);
    for (const daemon of ["slurmd", "slurmctld"] as const) {
      const pid = this.#pid(daemon);
      if (pid !== null && isRunning(pid)) process.kill(pid, "SIGKILL");
    }
  }
}

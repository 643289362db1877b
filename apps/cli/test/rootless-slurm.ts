import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

const RESTARTS = 40;

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
SlurmdTimeout=60
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
    slurm.launch("slurmctld");
    slurm.launch("slurmd");
    return slurm;
  }

  /** Starts a daemon, for the first time or again. */
  launch(daemon: "slurmctld" | "slurmd"): void {
    execFileSync(daemon, [], { stdio: "ignore" });
  }

  pid(daemon: "slurmctld" | "slurmd"): number {
    return Number(readFileSync(`${this.#folder}/run/${daemon}.pid`, "utf8"));
  }

  /** `kill -9` of a daemon, and its start. */
  async killAndRestart(daemon: "slurmctld" | "slurmd"): Promise<void> {
    const killed = this.pid(daemon);
    process.kill(killed, "SIGKILL");
    // a daemon that cannot have its port yet ends after its launcher has: it is started again
    for (let tries = 0; tries < RESTARTS; tries++) {
      await setTimeout(500);
      const now = this.pid(daemon);
      if (now !== killed && isRunning(now)) return;
      this.launch(daemon);
    }
    expect.fail(`${daemon} did not come back in ${RESTARTS} tries`);
  }

  /** Ends jobs and daemons, by their numbers. */
  async stop(): Promise<void> {
    spawnSync("scancel", ["--user", userInfo().username, "--signal=KILL", "--full"], { timeout: 10_000 });
    spawnSync("scancel", ["--user", userInfo().username], { timeout: 10_000 });
    await setTimeout(1000);
    for (const daemon of ["slurmd", "slurmctld"] as const)
      try {
        process.kill(this.pid(daemon), "SIGKILL");
      } catch {
        // it has ended, or never started
      }
  }
}

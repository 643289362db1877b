import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type StandardStepName, StepTimes } from "./engine-report.ts";

/** Sources are published too, so that the script lies beside both. */
const SCRIPT = fileURLToPath(new URL("../../../src/tools/engines/torch-peer.py", import.meta.url));

/** How PyTorch lays images out in memory. */
export type TorchLayout = "channels-first" | "channels-last";

/** PyTorch in a process of its own, with the standard steps. */
export class TorchProcess {
  readonly version: string;
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, version: string) {
    this.child = child;
    this.lines = lines;
    this.version = version;
  }

  /** Starts it; `null` where that Python is not there or has no PyTorch. */
  static async start(python: string, threads: number): Promise<TorchProcess | null> {
    const child = spawn(python, [SCRIPT, String(threads)], {
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, OMP_WAIT_POLICY: "PASSIVE", KMP_BLOCKTIME: "0" }, // no spinning between steps
    });
    child.on("error", () => undefined); // told by the missing first line
    child.stdin?.on("error", () => undefined);
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) return null;
    return new TorchProcess(child, lines, (JSON.parse(first.value) as { version: string }).version);
  }

  /** Times of some steps; `null` where PyTorch failed. */
  async time(step: StandardStepName, layout: TorchLayout, steps: number): Promise<StepTimes | null> {
    this.child.stdin?.write(`${JSON.stringify({ step, layout, steps })}\n`);
    const line = await this.lines.next();
    return line.done ? null : StepTimes.parse(JSON.parse(line.value));
  }

  close(): void {
    this.child.kill("SIGKILL");
  }
}

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { WorkflowError } from "../../errors.ts";
import type { EngineAnswers, EngineReply, EngineRequest } from "./engine-requests.ts";

const SOURCE = import.meta.url.endsWith(".ts");
const CHILD = fileURLToPath(new URL(SOURCE ? "./engine-child.ts" : "./engine-child.js", import.meta.url));

/** A process that holds one engine: engines do not disturb each other, and the crash of one is an answer. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private lastWords = "";

  constructor() {
    this.child = fork(CHILD, {
      execArgv: SOURCE ? ["-C", "@undercoat/source"] : [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child.stderr?.on("data", (bytes: Buffer) => {
      this.lastWords = `${this.lastWords}${bytes}`.slice(-2000);
    });
  }

  /**
   * Asks and waits for the answer; one question at a time.
   *
   * @throws {WorkflowError} `ENGINE_FAILED` with the engine's own words, also where its process ends.
   */
  ask<Kind extends EngineRequest["kind"]>(
    request: Extract<EngineRequest, { kind: Kind }>,
  ): Promise<EngineAnswers[Kind]> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        this.child.off("message", onReply).off("exit", onExit);
        settle();
      };
      const onReply = (reply: EngineReply) =>
        done(() => (reply.ok ? resolve(reply.value as EngineAnswers[Kind]) : reject(failed(reply.message))));
      const onExit = (code: number | null, signal: string | null) => {
        const words = this.lastWords.trim().split("\n").at(-1) ?? "";
        done(() =>
          reject(failed(`its process ended with ${signal ?? code}${words === "" ? "" : `: ${words}`}`)),
        );
      };
      this.child.on("message", onReply).on("exit", onExit);
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        onExit(this.child.exitCode, this.child.signalCode);
      else this.child.send(request);
    });
  }

  /** Ends the process. */
  close(): void {
    this.child.kill("SIGKILL");
  }
}

function failed(message: string): WorkflowError {
  return new WorkflowError("ENGINE_FAILED", { message });
}

import { spawn } from "node:child_process";
import { EnginesError } from "../../errors.ts";
import type { InstallContext } from "./install-step.ts";

/** How a program is called. */
export interface ToolOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Said when it fails, such as `"the wheel could not be fetched"`. */
  readonly failure?: string;
  /** What to do then, after the remedy of a reason that is known. */
  readonly advice?: string;
}

/** Kept of what a program prints, characters. */
const KEPT = 20_000;

/** Reasons that are known by their words. */
const REASONS: readonly (readonly [words: RegExp, reason: string, advice: string])[] = [
  [
    /No space left on device|ENOSPC|EDQUOT/,
    "the disk is full",
    "free some space or choose another folder (--cache)",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|NewConnectionError|ConnectTimeout|ReadTimeout|name resolution|ProxyError|SSLError/,
    "the package registry cannot be reached",
    "check the network and proxy settings",
  ],
  [
    /No matching distribution found|npm error code E404/,
    "the package registry in use does not have it",
    "choose another registry (pip config list, npm config get registry)",
  ],
];

/**
 * Runs a program to its end.
 *
 * @returns What it printed on standard output.
 * @throws {EnginesError} `INSTALL_FAILED` with its last words and, where the reason is known, what to do.
 */
export async function runTool(
  { signal }: Pick<InstallContext, "signal">,
  command: string,
  args: readonly string[],
  { cwd, env, failure = `${command} failed`, advice = "repeat the command" }: ToolOptions = {},
): Promise<string> {
  const outcome = await new Promise<Outcome>((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    let [output, errors] = ["", ""];
    child.stdout.on("data", (data: Buffer) => {
      output = (output + String(data)).slice(-KEPT);
    });
    child.stderr.on("data", (data: Buffer) => {
      errors = (errors + String(data)).slice(-KEPT);
    });
    child.on("error", (error) => resolve({ end: error.message, output, errors }));
    child.on("close", (code, killed) =>
      resolve({
        end: code === 0 ? null : killed === null ? `exit code ${code}` : `signal ${killed}`,
        output,
        errors,
      }),
    );
  });
  if (outcome.end === null) return outcome.output;
  signal?.throwIfAborted();
  throw failed(outcome, failure, advice, [command, ...args]);
}

interface Outcome {
  /** `null` after a good end. */
  readonly end: string | null;
  readonly output: string;
  readonly errors: string;
}

function failed(
  { end, output, errors }: Outcome,
  failure: string,
  advice: string,
  command: readonly string[],
): EnginesError {
  const printed = `${output}\n${errors}`;
  const [, reason, remedy] = REASONS.find(([words]) => words.test(printed)) ?? [];
  const last = wordsOf(errors) ?? wordsOf(output);
  const words = reason ?? (last === undefined ? end : `${last} (${end})`);
  return new EnginesError("INSTALL_FAILED", {
    message: `${failure}: ${words}; ${remedy === undefined ? "" : `${remedy}, then `}${advice}`,
    context: { command, end, printed: printed.trim().slice(-2000) },
  });
}

/** The last line that names an error, else the last line. */
function wordsOf(printed: string): string | undefined {
  const lines = printed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1))?.slice(0, 300);
}

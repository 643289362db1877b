import { ClustersError } from "./errors.ts";

/** What runs: a program with its arguments, in a folder, cut into shards. */
export interface ShardedCommand {
  /** Program and arguments, unquoted; `--shard i/n` is added. */
  readonly command: readonly string[];
  /** Folder to run in. */
  readonly folder: string;
  /** Number of shards, from 1. */
  readonly shards: number;
}

/** One word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  if (text.includes("\0"))
    throw new ClustersError("OPTIONS_REFUSED", {
      message: "an argument holds a NUL character, which no program can be given; take it out",
    });
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Program and arguments as a line of shell. */
export const shellLine = (command: readonly string[]): string => command.map(shellWord).join(" ");

/**
 * The line that all engines run: their index counts from 0, shards count from 1.
 *
 * @throws {ClustersError} `OPTIONS_REFUSED`
 */
export function shardLine({ command, shards }: ShardedCommand, indexVariable: string, fallback = ""): string {
  checkShards(shards, 1, 100_000);
  return `${shellLine(command)} --shard "$(( ${`\${${indexVariable}${fallback}}`} + 1 ))/${shards}"`;
}

/** Refuses a number of shards that the engine cannot take. */
export function checkShards(shards: number, least: number, most: number): void {
  if (Number.isInteger(shards) && shards >= least && shards <= most) return;
  throw new ClustersError("OPTIONS_REFUSED", {
    message: `${shards} shards, but this engine takes ${least} to ${most}; give another --shards`,
    context: { shards },
  });
}

import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { makeFolder, readFileChecked, writeFileAtomic } from "@undercoat/files";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { CheckpointRetention } from "./checkpoint-retention.ts";
import type { TrainingState } from "./training-state.ts";

/** A folder that keeps checkpoints as a policy says. */
export interface CheckpointFolder {
  readonly path: string;
  /** Writes a checkpoint, then removes those that the policy no longer keeps; for `onCheckpoint` of `fit`. */
  readonly onCheckpoint: (state: TrainingState) => Promise<void>;
  /** Writes `best.ckpt`; for `onBest` of a validation. */
  readonly onBest: (state: TrainingState) => Promise<void>;
  /**
   * The state of `last.ckpt` or `best.ckpt`; `null` where there is none.
   *
   * @throws {TrainingError} As `decodeCheckpoint`, for a file that is damaged or foreign.
   */
  read(which: "last" | "best"): Promise<TrainingState | null>;
}

/**
 * Keeps the checkpoints of one training in a folder, made when the first is written: `last.ckpt`, `best.ckpt`, and
 * `step-00000100.ckpt` for those that stay by number. Each appears whole or not at all, and an older one goes only after
 * the newer one is there.
 *
 * @throws {FilesError} From the functions it returns, where the folder cannot be written or read.
 *
 * @example
 * ```ts
 * const kept = checkpointFolder("checkpoints", { newest: 3, every: 1000 });
 * const state = await kept.read("last");
 * const validation = { every: 100, evaluate, onBest: kept.onBest };
 * const saving = { checkpointEvery: 50, onCheckpoint: kept.onCheckpoint, validation };
 * const reports = fit(model, batches, { ...options, ...saving, ...(state === null ? {} : { resumeFrom: state }) });
 * ```
 */
export function checkpointFolder(folder: string, options: CheckpointRetention = {}): CheckpointFolder {
  const { last, newest, every } = CheckpointRetention.parse(options);
  const at = (name: string) => path.join(folder, name);
  const staysForGood = (step: number) => every > 0 && step % every === 0;
  return {
    path: folder,
    onCheckpoint: async (state) => {
      await makeFolder(folder);
      const bytes = encodeCheckpoint(state);
      if (newest > 0 || staysForGood(state.step)) await writeFileAtomic(at(nameOf(state.step)), bytes);
      if (last) await writeFileAtomic(at("last.ckpt"), bytes);
      const steps = await stepsIn(folder);
      for (const step of steps.slice(0, steps.length - newest))
        if (!staysForGood(step)) await rm(at(nameOf(step)), { force: true });
    },
    onBest: async (state) => {
      await makeFolder(folder);
      await writeFileAtomic(at("best.ckpt"), encodeCheckpoint(state));
    },
    read: async (which) => {
      const file = at(`${which}.ckpt`);
      return existsSync(file) ? decodeCheckpoint(await readFileChecked(file)) : null;
    },
  };
}

/** Digits enough that names sort as steps do. */
const DIGITS = 8;

function nameOf(step: number): string {
  return `step-${String(step).padStart(DIGITS, "0")}.ckpt`;
}

/** Steps of the numbered checkpoints of a folder, rising. */
async function stepsIn(folder: string): Promise<number[]> {
  const steps = (await readdir(folder)).flatMap((name) => {
    const found = /^step-(\d{8,})\.ckpt$/.exec(name);
    return found === null ? [] : [Number(found[1])];
  });
  return steps.sort((a, b) => a - b);
}

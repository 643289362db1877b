import type { EngineFolder } from "../engine-folder.ts";
import type { Device } from "../versions.ts";
import type { MachineFacts } from "./machine-facts.ts";
import type { PinnedPackage } from "./pinned-wheels.ts";

/** The steps of an installation, in order; `"machine"` and `"ready"` do nothing that could be skipped. */
export type InstallStepName =
  | "machine"
  | "packages"
  | "wheels"
  | "libraries"
  | "addon"
  | "load"
  | "gradients"
  | "ready";

/** A program that a step calls. */
export type Tool = "npm" | "python3" | "g++";

/** What every step is given. */
export interface InstallContext {
  readonly device: Device;
  readonly cache: string;
  readonly folder: EngineFolder;
  /** Wheels given by the user instead of being fetched. */
  readonly givenWheels: readonly string[];
  readonly pinned: readonly PinnedPackage[];
  readonly machine: MachineFacts;
  /** Starts the engine in a process of its own; the part to check, device, cache folder and a file for the answer are added. */
  readonly engineChild: readonly [program: string, ...args: string[]];
  readonly signal?: AbortSignal;
}

/** One step; it leaves nothing half done under a final name, so that it can be killed and repeated. */
export interface InstallStep {
  readonly name: Exclude<InstallStepName, "machine" | "ready">;
  readonly tools: readonly Tool[];
  /** What it is about to do, with sizes. */
  readonly intent: (context: InstallContext) => string;
  /** Disk space it takes, bytes. */
  readonly bytes: (context: InstallContext) => number;
  /** One line about the finished work where it needs no repetition, else `null`. */
  readonly finished: (context: InstallContext) => Promise<string | null>;
  /** Does it and returns one line about the result. */
  readonly run: (context: InstallContext) => Promise<string>;
}

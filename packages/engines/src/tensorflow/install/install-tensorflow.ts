import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, engineFolder } from "../engine-folder.ts";
import { type Device, engineNameOf } from "../versions.ts";
import { addonStep } from "./addon.ts";
import { gradientsStep, loadStep } from "./check-engine.ts";
import { checkMachine, refuseSystem } from "./check-machine.ts";
import { lockInstall } from "./install-lock.ts";
import type { InstallContext, InstallStep, InstallStepName } from "./install-step.ts";
import { librariesStep } from "./libraries.ts";
import { machineFacts } from "./machine-facts.ts";
import { packagesStep } from "./node-packages.ts";
import { pinnedPackages } from "./pinned-wheels.ts";
import { givenWheels, wheelsStep } from "./wheels.ts";

/** What {@link installTensorflow} is told. */
export interface InstallOptions {
  /** `"cpu"` if omitted. */
  readonly device?: Device;
  /** Wheels to take instead of fetching them; each must have the checksum of a pinned one. */
  readonly wheels?: readonly string[];
  /** Where engines are kept; if omitted `UNDERCOAT_CACHE`, else `undercoat/engines` in the user's cache folder. */
  readonly cache?: string;
  readonly signal?: AbortSignal;
}

/** One line of an installation. */
export interface InstallReport {
  readonly step: InstallStepName;
  /** `"started"` says what will be done, `"skipped"` and `"done"` what is there. */
  readonly state: "started" | "skipped" | "done";
  readonly detail: string;
  /** Since the step was looked at. */
  readonly seconds: number;
}

const STEPS: readonly InstallStep[] = [
  packagesStep,
  wheelsStep,
  librariesStep,
  addonStep,
  loadStep,
  gradientsStep,
];

/**
 * Installs native TensorFlow as an engine, step by step, outside `node_modules`. A step whose results are
 * there with their checksums is skipped, so a killed or failed installation is repeated and goes on.
 *
 * @returns A finite iterable; each pass installs. Leaving it early stops between two steps.
 * @throws {EnginesError} `INSTALL_REFUSED` where the machine, a wheel or another installation forbids it,
 *   `INSTALL_FAILED` where a program failed; both say what to do.
 *
 * @example
 * ```ts
 * for await (const { step, state, detail } of installTensorflow()) console.log(step, state, detail);
 * ```
 */
export function installTensorflow(options: InstallOptions = {}): AsyncIterable<InstallReport> {
  const { device = "cpu", wheels = [], signal } = options;
  const cache = options.cache === undefined ? cacheFolder() : resolve(options.cache);
  const context: InstallContext = {
    device,
    cache,
    folder: engineFolder(device, cache),
    givenWheels: wheels,
    pinned: pinnedPackages(device),
    machine: machineFacts(),
    engineChild: engineChild(),
    ...(signal === undefined ? {} : { signal }),
  };
  return { [Symbol.asyncIterator]: () => install(context) };
}

/** The installation behind {@link installTensorflow}. */
export async function* install(context: InstallContext): AsyncGenerator<InstallReport, void> {
  const since = stopwatch();
  const unlock = await lockedWhereSuited(context);
  try {
    await givenWheels(context); // a wrong one is told before anything is fetched
    const found = new Map<InstallStep, string | null>();
    for (const step of STEPS) found.set(step, await step.finished(context));
    const left = STEPS.filter((step) => found.get(step) === null);
    const machine = await checkMachine(context, left);
    yield { step: "machine", state: "done", detail: machine, seconds: since() };
    const first = left[0] === undefined ? STEPS.length : STEPS.indexOf(left[0]);
    for (const step of STEPS.slice(0, first))
      yield { step: step.name, state: "skipped", detail: found.get(step) ?? "", seconds: 0 };
    for (const step of STEPS.slice(first)) yield* oneStep(context, step);
    yield { step: "ready", state: "done", detail: readyLine(context), seconds: since() };
  } finally {
    await unlock();
  }
}

/** Nothing is written on a machine that is refused anyway. */
async function lockedWhereSuited(context: InstallContext): Promise<() => Promise<void>> {
  refuseSystem(context);
  return lockInstall(context.folder.lock);
}

async function* oneStep(context: InstallContext, step: InstallStep): AsyncGenerator<InstallReport, void> {
  context.signal?.throwIfAborted();
  const since = stopwatch();
  const found = await step.finished(context);
  if (found !== null) {
    yield { step: step.name, state: "skipped", detail: found, seconds: since() };
    return;
  }
  yield { step: step.name, state: "started", detail: step.intent(context), seconds: since() };
  const detail = await step.run(context);
  yield { step: step.name, state: "done", detail, seconds: since() };
}

/** The script beside this file, as source or built. */
function engineChild(): InstallContext["engineChild"] {
  const own = fileURLToPath(import.meta.url);
  const script = own.replace(/install-tensorflow\.(ts|js)$/, "engine-child.$1");
  return own.endsWith(".ts")
    ? [process.execPath, "-C", "@undercoat/source", script]
    : [process.execPath, script];
}

function readyLine({ device, cache }: InstallContext): string {
  const name = engineNameOf(device);
  return cache === cacheFolder()
    ? `engine "${name}" is installed in ${cache}`
    : `engine "${name}" is installed in ${cache}; set UNDERCOAT_CACHE to that folder to use it`;
}

function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}

import type { MethodOptions } from "@undercoat/robust-training/options";
import type { PretrainingRole } from "../config/role-complaint.ts";
import type { ArmMode, ResolvedConfig } from "../config/run-config.ts";

/** Where an arm's encoder comes from: drawn at random, or pretrained. */
export type ArmRole = "random" | PretrainingRole;

/** One way to get a model: a pretraining (or none) and what is trained afterwards. */
export interface Arm {
  /** `<pretraining>/<mode>`, e.g. `osmlike/frozen`; `random/…` without pretraining. */
  readonly name: string;
  readonly pretraining: string | null;
  readonly role: ArmRole;
  readonly mode: ArmMode;
}

/**
 * The arms of a config, random first. Every pretraining is transferred in the modes `frozen` and `full`;
 * `whole` serves noisy pretrainings, `none` noisy and clean ones, unless a pretraining names its own modes.
 */
export function armsOf(config: ResolvedConfig): Arm[] {
  const own = Object.values(config.pretrainings).flatMap(({ modes }) => modes ?? []);
  const random = [...new Set([...config.modes, ...own])]
    .filter((mode) => mode === "frozen" || mode === "full")
    .map((mode): Arm => ({ name: `random/${mode}`, pretraining: null, role: "random", mode }));
  const pretrained = Object.entries(config.pretrainings).flatMap(([pretraining, { role, modes }]) =>
    (modes ?? config.modes.filter((mode) => suits(mode, role))).map(
      (mode): Arm => ({ name: `${pretraining}/${mode}`, pretraining, role, mode }),
    ),
  );
  return [...random, ...pretrained];
}

function suits(mode: ArmMode, role: ArmRole): boolean {
  if (mode === "whole" || mode === "planned") return role === "noisy";
  if (mode === "none") return role === "noisy" || role === "clean";
  return true;
}

/** The arm with the same mode that shows whether the labels of `arm` mattered: its labels permuted. */
export function controlOf(arm: Arm, arms: readonly Arm[], config: ResolvedConfig): Arm | null {
  if (arm.role !== "noisy" || arm.pretraining === null) return null;
  const controls = arms.filter((other) => other.role === "control" && other.mode === arm.mode);
  const twin = controls.find((other) => isTwin(arm, other, config));
  const labels = config.pretrainings[arm.pretraining]?.labels;
  const cousin = controls.find((other) => config.pretrainings[other.pretraining!]?.labels === labels);
  return twin ?? cousin ?? controls[0] ?? null;
}

/** The arms with the same mode whose encoders needed no labels of these images: no labels at all, or trained elsewhere. */
export function labelFreeOf(arm: Arm, arms: readonly Arm[]): Arm[] {
  if (arm.role !== "noisy") return [];
  return arms.filter(
    ({ role, mode }) => (role === "self-supervised" || role === "external") && mode === arm.mode,
  );
}

/** The arm with the same mode that learned from the very labels and noise of `arm`, but without its method. */
export function plainOf(arm: Arm, arms: readonly Arm[], config: ResolvedConfig): Arm | null {
  if (arm.role !== "noisy" || methodOf(arm, config) === null) return null;
  const isPlain = (other: Arm) =>
    other.role === "noisy" &&
    other.mode === arm.mode &&
    methodOf(other, config) === null &&
    isTwin(arm, other, config);
  return arms.find(isPlain) ?? null;
}

function methodOf({ pretraining }: Arm, { pretrain, pretrainings }: ResolvedConfig): MethodOptions | null {
  const { method = pretrain.method ?? null } = pretrainings[pretraining!]!;
  return method;
}

/** Whether another arm has the very labels and noise of an arm, such as a control that only permutes them. */
export function isTwin(arm: Arm, other: Arm, { pretrainings }: ResolvedConfig): boolean {
  const labelsOf = ({ pretraining }: Arm) => {
    const { labels, noise } = pretrainings[pretraining!]!;
    return JSON.stringify([labels, noise ?? null]);
  };
  return labelsOf(arm) === labelsOf(other);
}

/** The arm without pretraining that `arm` is compared with: the same mode, or full training for `whole` and `planned`. */
export function baselineOf(arm: Arm, arms: readonly Arm[]): Arm | null {
  if (arm.role === "random" || arm.mode === "none") return null;
  const mode = arm.mode === "whole" || arm.mode === "planned" ? "full" : arm.mode;
  return arms.find((other) => other.role === "random" && other.mode === mode) ?? null;
}

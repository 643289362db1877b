import type { LabelNoiseOptions } from "@undercoat/label-noise/options";

/** What a role is judged by. */
interface PretrainingRole {
  readonly role: "noisy" | "control" | "clean";
  readonly labels: string;
  readonly permuted: boolean;
  readonly noise?: LabelNoiseOptions | undefined;
}

/** Why a role does not fit what a pretraining learns from; findings rely on it. */
export function roleComplaint({ role, labels, permuted, noise }: PretrainingRole): string | null {
  if (permuted !== (role === "control"))
    return role === "control"
      ? '"control" means permuted labels; add permuted: true'
      : `"${role}" means labels that belong to their images, but permuted is true; make the role control`;
  if (role === "clean" && (labels !== "clean" || noise !== undefined))
    return '"clean" is the upper bound: it takes the labels "clean" and no noise; make the role noisy';
  return null;
}

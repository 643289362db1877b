import type { LabelNoiseOptions } from "@undercoat/label-noise/options";
import type { MethodOptions } from "@undercoat/robust-training/options";
import type { PretextOptions } from "@undercoat/self-supervised/options";
import type { ExternalWeights } from "./external-weights.ts";

/** What a pretraining learns from, and what it stands for in a comparison. */
export type PretrainingRole = "noisy" | "control" | "clean" | "self-supervised" | "external";

/** What a role is judged by. */
export interface PretrainingKeys {
  readonly role: PretrainingRole;
  readonly labels: string;
  readonly permuted: boolean;
  readonly noise?: LabelNoiseOptions | undefined;
  readonly method?: MethodOptions | null | undefined;
  readonly pretext?: PretextOptions | undefined;
  readonly weights?: ExternalWeights | undefined;
  readonly order?: number | undefined;
  readonly modes?: readonly string[] | undefined;
}

/** Why a role does not fit what a pretraining learns from; findings rely on it. */
export function roleComplaint(pretraining: PretrainingKeys): string | null {
  const { role, labels, permuted, noise, pretext, weights } = pretraining;
  if ((weights !== undefined) !== (role === "external"))
    return weights === undefined
      ? '"external" takes weights that were trained elsewhere; add weights: { file: … }, a path below data.root'
      : `"${role}" is trained here, but weights names some that were trained elsewhere; make the role external`;
  if (role === "external") return externalComplaint(pretraining);
  if ((pretext !== undefined) !== (role === "self-supervised"))
    return pretext === undefined
      ? '"self-supervised" learns from a task without labels; add pretext: masked-reconstruction'
      : `"${role}" learns from labels, but pretext asks for a task without; make the role self-supervised`;
  if (role === "self-supervised") return selfSupervisedComplaint(pretraining);
  if (permuted !== (role === "control"))
    return role === "control"
      ? '"control" means permuted labels; add permuted: true'
      : `"${role}" means labels that belong to their images, but permuted is true; make the role control`;
  if (role === "clean" && (labels !== "clean" || noise !== undefined))
    return '"clean" is the upper bound: it takes the labels "clean" and no noise; make the role noisy';
  return null;
}

function selfSupervisedComplaint(pretraining: PretrainingKeys): string | null {
  const { permuted, noise, method } = pretraining;
  const key = permuted ? "permuted" : noise !== undefined ? "noise" : method ? "method" : null;
  if (key !== null)
    return `"self-supervised" looks at no labels, but ${key} changes how they are used; leave it out`;
  return modeComplaint(pretraining);
}

function externalComplaint(pretraining: PretrainingKeys): string | null {
  const { labels, permuted, noise, method, pretext, order } = pretraining;
  const given = { labels: labels !== "clean", permuted, noise, method, pretext, order };
  const key = Object.entries(given).find(([, value]) => value !== undefined && value !== false)?.[0];
  if (key !== undefined)
    return `"external" is not trained here, but ${key} says how to train it; leave it out`;
  return modeComplaint(pretraining);
}

/** Of a pretraining that gives an encoder alone. */
function modeComplaint({ role, modes = [] }: PretrainingKeys): string | null {
  const mode = modes.find((each) => each !== "frozen" && each !== "full");
  return mode === undefined
    ? null
    : `"${role}" gives an encoder and nothing else, but mode "${mode}" keeps more of the model; take frozen or full`;
}

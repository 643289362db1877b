/**
 * Words at the beginning of a state_dict key that say who wrapped a network, not what is in it. They are taken off one
 * after the other, so `module.encoder_q.conv1.weight` is `conv1.weight`.
 *
 * Of a pair of networks (MoCo's query and key, DINO's teacher and student), only the one that is used afterwards is
 * listed; the other's tensors stay unexpected.
 */
export const KEY_PREFIXES: readonly (readonly [word: string, who: string])[] = [
  ["module", "torch.nn.DataParallel and DistributedDataParallel"],
  ["model", "Lightning modules; torchgeo and terratorch tasks"],
  ["network", "Lightning modules"],
  ["state_dict", "checkpoints whose dictionaries were flattened"],
  ["encoder", "segmentation_models.pytorch; CromSS"],
  ["backbone", "torchgeo tasks; DINO; mmsegmentation"],
  ["encoder_q", "MoCo v1 and v2, the query network: SSL4EO-S12, CromSS"],
  ["base_encoder", "MoCo v3, the query network"],
  ["teacher", "DINO, the network that is kept: SSL4EO-S12"],
];

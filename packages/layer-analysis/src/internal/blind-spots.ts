/** What no statistic over the weights of a layer can see. */
export const WEIGHT_BLIND_SPOTS: readonly string[] = [
  "Blind to order: permuting the filters of a layer changes nothing, so a small value does not mean unchanged weights.",
  "Nearly blind to a few filters: replacing some by others of the same scale barely shows.",
  "The scale of a kernel in front of a normalisation is arbitrary: the network may compute the same with another scale.",
  "A raw value depends on the number of weights: compare layers by their ratio to the null, never by raw values.",
  "Moved statistics are no proof that the layer matters: swapping or resetting layers may rank them otherwise.",
];

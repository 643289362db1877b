/** The text of a starter config for scenes below `root`; the last scene tests, the one before it fine-tunes. */
export function starterConfig(root: string, scenes: readonly string[]): string {
  const quoted = scenes.map((scene) => JSON.stringify(scene));
  const windows = (part: readonly string[]) => part.map((scene) => `      ${scene}: all`).join("\n");
  return `# Config of undercoat. Every key and its meaning: undercoat config schema. Check before you run: --dry-run.
name: my-first-run
seeds: [0, 1, 2] # every seed repeats everything; five or more give useful intervals

data:
  root: ${JSON.stringify(root)} # relative to this file
  images: images/{scene}.tif
  labels:
    clean: labels/{scene}.tif # accurate: fine-tuning and test, and the upper bound
    noisy: labels_noisy/{scene}.tif # many, coarse: pretraining
  scheme:
    name: buildings
    classes: # the order is the class index; value is the code in the label files
      - { value: 0, name: background, colorHint: "dddddd" }
      - { value: 1, name: building, colorHint: "d62728" }
  downsample: 1 # 2 halves the resolution: block means, majority of labels
  windows: # scene: all, or [x, y, width, height] in pixels, or a list of those; splits must not touch
    pretrain:
${windows(quoted.slice(0, -2))}
    finetune:
${windows(quoted.slice(-2, -1))}
    test:
${windows(quoted.slice(-1))}
  buffer: 0 # least pixels between windows of different splits

model:
  encoder: { name: resnet18, width: 0.25 }
  pretrainDecoder: unet
  finetuneDecoder: lateral-fpn # a new one: only the encoder is transferred

pretrain: { steps: 600, batchSize: 4, patchSize: 128, learningRate: 0.003 }
finetune: { steps: 100, batchSize: 4, patchSize: 128, learningRate: 0.003, patches: 16 }

pretrainings:
  noisy: { role: noisy, labels: noisy }
  permuted: { role: control, labels: noisy, permuted: true } # without it, a gain proves nothing about the labels
  clean: { role: clean, labels: clean } # what noise-free labels would give

modes: [frozen, full, whole, none]
`;
}

/** How one library names what another names differently. */
export interface KeyDialect {
  /** Shown in the report. */
  readonly name: string;
  /** Regular expression → replacement; the first that fits a key is applied, once. Keys are without their prefix. */
  readonly renames: readonly (readonly [pattern: string, replacement: string])[];
}

/**
 * Names of encoder tensors in other libraries, made those of segmentation_models.pytorch, which are ours. Its decoders
 * have no other name. ResNets need no rename: torchvision, timm, torchgeo, MoCo and SSL4EO-S12 agree on `layer1.0.conv1`.
 *
 * Read from `state_dict()` of timm 1.0.31, torchvision 0.29.2 and segmentation_models.pytorch 0.6.0.
 */
export const KEY_DIALECTS: readonly KeyDialect[] = [
  { name: "as it is", renames: [] },
  {
    // stages of 1, 2, 3, 4, 3, 3, 1 blocks, which torchvision numbers through
    name: "timm MobileNetV2",
    renames: [
      ["^conv_stem\\.", "features.0.0."],
      ["^bn1\\.", "features.0.1."],
      ["^conv_head\\.", "features.18.0."],
      ["^bn2\\.", "features.18.1."],
      ["^blocks\\.0\\.0\\.conv_dw\\.", "features.1.conv.0.0."],
      ["^blocks\\.0\\.0\\.bn1\\.", "features.1.conv.0.1."],
      ["^blocks\\.0\\.0\\.conv_pw\\.", "features.1.conv.1."],
      ["^blocks\\.0\\.0\\.bn2\\.", "features.1.conv.2."],
      ...(
        [
          ["1.0", 2],
          ["1.1", 3],
          ["2.0", 4],
          ["2.1", 5],
          ["2.2", 6],
          ["3.0", 7],
          ["3.1", 8],
          ["3.2", 9],
          ["3.3", 10],
          ["4.0", 11],
          ["4.1", 12],
          ["4.2", 13],
          ["5.0", 14],
          ["5.1", 15],
          ["5.2", 16],
          ["6.0", 17],
        ] as const
      ).flatMap(([block, feature]) =>
        (
          [
            ["conv_pw", "0.0"],
            ["bn1", "0.1"],
            ["conv_dw", "1.0"],
            ["bn2", "1.1"],
            ["conv_pwl", "2"],
            ["bn3", "3"],
          ] as const
        ).map(
          ([layer, place]) =>
            [
              `^blocks\\.${block.replace(".", "\\.")}\\.${layer}\\.`,
              `features.${feature}.conv.${place}.`,
            ] as const,
        ),
      ),
    ],
  },
  {
    name: "timm ConvNeXt",
    renames: [
      ["^stem\\.(\\d)\\.", "stem_$1."],
      ["^stages\\.(\\d)\\.", "stages_$1."],
    ],
  },
  {
    name: "torchvision ConvNeXt",
    renames: [
      ["^features\\.0\\.([01])\\.", "stem_$1."],
      ...([1, 2, 3] as const).map(
        (stage) => [`^features\\.${2 * stage}\\.([01])\\.`, `stages_${stage}.downsample.$1.`] as const,
      ),
      ...([0, 1, 2, 3] as const).flatMap((stage) =>
        (
          [
            ["layer_scale$", "gamma"],
            ["block\\.0\\.", "conv_dw."],
            ["block\\.2\\.", "norm."],
            ["block\\.3\\.", "mlp.fc1."],
            ["block\\.5\\.", "mlp.fc2."],
          ] as const
        ).map(
          ([layer, name]) =>
            [
              `^features\\.${2 * stage + 1}\\.(\\d+)\\.${layer}`,
              `stages_${stage}.blocks.$1.${name}`,
            ] as const,
        ),
      ),
    ],
  },
];

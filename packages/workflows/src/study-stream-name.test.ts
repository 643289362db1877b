import { expect, test } from "vitest";
import { studyStreamName } from "./study-stream-name.ts";

test.each([
  ["encoder.conv1.weight", "unet", "stem.weight"],
  ["encoder.bn1.bias", "unet", "bn.bias"],
  ["encoder.layer1.0.conv1.weight", "unet", "layers.0.0.c1.weight"],
  ["encoder.layer4.1.bn2.weight", "lateral-fpn", "layers.3.1.b2.weight"],
  ["encoder.layer2.0.downsample.0.weight", "unet", "layers.1.0.down.0.weight"],
  ["decoder.blocks.0.conv1.0.weight", "unet", "dec.0.c1.weight"],
  ["decoder.blocks.4.conv2.1.bias", "unet", "dec.4.b2.bias"],
  ["segmentation_head.0.weight", "unet", "head.weight"],
  ["segmentation_head.0.weight", "lateral-fpn", "fpn.head.weight"],
  ["decoder.laterals.4.weight", "lateral-fpn", "fpn.lat.4.weight"],
  ["decoder.merge.0.weight", "lateral-fpn", "fpn.c.weight"],
  ["decoder.merge.1.bias", "lateral-fpn", "fpn.b.bias"],
  ["segmentation_head.0.weight", "fpn", "fpn/head.weight"],
  ["decoder.blocks.0.block.0.0.weight", "linknet", "linknet/decoder.blocks.0.block.0.0.weight"],
] as const)("%s of a %s is the study's %s", (parameter, decoder, expected) => {
  expect(studyStreamName(parameter, decoder)).toBe(expected);
});

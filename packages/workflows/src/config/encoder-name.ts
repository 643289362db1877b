import * as z from "zod";

/** Encoders a config may name. */
export const EncoderName = z.enum([
  "resnet18",
  "resnet34",
  "resnet50",
  "resnet101",
  "mobilenet-v2",
  "convnext-tiny",
  "plain-unet",
  "tiny",
]);
export type EncoderName = z.output<typeof EncoderName>;

/** Encoders whose last stages can be dilated. */
export const DILATED_ENCODERS: readonly EncoderName[] = [
  "resnet18",
  "resnet34",
  "resnet50",
  "resnet101",
  "mobilenet-v2",
];

import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { describeEncoder } from "@undercoat/segmentation/testing";
import { beforeAll } from "vitest";
import { convnext, mobilenetV2, plainUnet, resnet, tiny } from "../src/index.ts";

beforeAll(() => setBackend("cpu"));

const width = 1 / 16;

describeEncoder("resnet 18", resnet, { options: { depth: 18, width } });
describeEncoder("resnet 50, output stride 16", resnet, { options: { depth: 50, width, outputStride: 16 } });
describeEncoder("resnet 34, output stride 8", resnet, {
  options: { depth: 34, width, outputStride: 8 },
});
describeEncoder("mobilenet-v2, output stride 16", mobilenetV2, { options: { width, outputStride: 16 } });
describeEncoder("convnext", convnext, { options: { width } });
describeEncoder("plain-unet", plainUnet, { options: { width } });
describeEncoder("tiny", tiny);

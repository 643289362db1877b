// The oracle is PyTorch: `UNDERCOAT_PYTHON` names a Python that has torch and safetensors.
import "@tensorflow/tfjs-backend-cpu";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setBackend } from "@tensorflow/tfjs-core";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { stateDict } from "../src/index.ts";
import { importWeights } from "../src/node.ts";
import { tinyModel } from "./tiny-model.ts";

beforeAll(() => setBackend("cpu"));

const PYTHON = process.env["UNDERCOAT_PYTHON"] ?? "";
const SCRIPT = fileURLToPath(new URL("../src/convert_pth.py", import.meta.url));
/** A checkpoint as MoCo writes it, one of a foreign network, and one that runs a command when it is opened. */
const CHECKPOINTS = `
import os, sys, torch
folder = sys.argv[1]
class Evil:
    def __reduce__(self):
        return (os.mkdir, (folder + "/opened",))
q = {"conv1.weight": torch.arange(54.).reshape(3, 2, 3, 3), "bn1.weight": torch.ones(3), "bn1.bias": torch.zeros(3),
     "bn1.running_mean": torch.zeros(3), "bn1.running_var": torch.ones(3), "bn1.num_batches_tracked": torch.tensor(7)}
state = {"module.encoder_q." + k: v for k, v in q.items()}
torch.save({"epoch": 3, "state_dict": state, "optimizer": {"lr": 0.1}}, folder + "/moco.pth")
torch.save({"a": 1}, folder + "/empty.pth")
torch.save({"state_dict": Evil()}, folder + "/evil.pth")`;

const convert = (folder: string, name: string, ...more: string[]) =>
  spawnSync(PYTHON, [SCRIPT, join(folder, `${name}.pth`), join(folder, `${name}.safetensors`), ...more], {
    encoding: "utf8",
  });

describe.skipIf(PYTHON === "")(
  "convert_pth.py (skipped where UNDERCOAT_PYTHON names no Python with torch)",
  () => {
    test("a checkpoint becomes a file that the importer reads; one that runs code is refused and runs none", async () => {
      const folder = temporaryFolder();
      execFileSync(PYTHON, ["-c", CHECKPOINTS, folder]);
      expect(convert(folder, "moco")).toMatchObject({
        status: 0,
        stdout: `${folder}/moco.safetensors: 6 tensors, of 6 entries\n`,
      });
      const model = tinyModel();
      await importWeights(model, join(folder, "moco.safetensors"), { parts: ["encoder"] });
      const { data } = stateDict(model).get("encoder.conv1.weight")!;
      expect([...(data as Float32Array)]).toEqual(Array.from({ length: 54 }, (_, index) => index));
      model.dispose();
      expect(convert(folder, "empty").stderr).toMatch(/has no tensors there; name the entry/);
      expect(convert(folder, "moco", "--key", "optimizer").stderr).toMatch(/has no tensors there/);
      const evil = convert(folder, "evil");
      expect([evil.status, evil.stderr.split("(")[0]]).toEqual([
        1,
        `"${folder}/evil.pth" holds more than tensors `,
      ]);
      expect(spawnSync("test", ["-e", `${folder}/opened`]).status).toBe(1);
    });
  },
);

import { writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { readStageSeconds } from "./stage-seconds.ts";

test("seconds by stage, with those that went into batches; a cut line and one without them count as they can", async () => {
  const done = (item: string, times: object) => JSON.stringify({ kind: "item-done", item, ...times });
  const lines = [
    done("seed-0/pretrain-osm", { seconds: 10, batchSeconds: 1 }),
    done("seed-1/pretrain-osm", { seconds: 20, batchSeconds: 0.5 }),
    done("seed-0/finetune-osm-full", { seconds: 4 }),
    '{"kind":"step","item":"seed-0/finetune-osm-full"}',
    '{"kind":"item-done","item":"seed-0/eval',
  ];
  const file = `${temporaryFolder()}/events.jsonl`;
  await writeFile(file, lines.join("\n"));
  expect(await readStageSeconds(file)).toEqual({
    pretrain: { seconds: 30, batchSeconds: 1.5 },
    finetune: { seconds: 4, batchSeconds: 0 },
  });
});

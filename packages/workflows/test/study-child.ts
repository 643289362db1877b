/** Works on a study in a process of its own, so that a test can kill it: `study-child.ts FOLDER [SHARD]`. */
import { parseShard } from "@undercoat/jobs";
import { runStudy } from "../src/index.ts";

const [folder = ".", shard] = process.argv.slice(2);
const options = shard === undefined ? {} : { shard: parseShard(shard) };
for await (const { kind, item } of runStudy(folder, options))
  if (item !== null) process.stdout.write(`${kind} ${item.id}\n`);

import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild, scratchFolder } from "../test/support/scratch.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

test("a file and its folders appear, and no temporary name stays", async () => {
  const folder = scratchFolder();
  const path = join(folder, "a", "b", "c.txt");
  await writeFileAtomic(path, "hello\n");
  expect(readFileSync(path, "utf8")).toBe("hello\n");
  expect(readdirSync(join(folder, "a", "b"))).toEqual(["c.txt"]);
});

test("bytes are written as they are, over a former file", async () => {
  const path = join(scratchFolder(), "data.bin");
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
  await writeFileAtomic(path, "old");
  await writeFileAtomic(path, bytes);
  expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
});

test("pieces become one file, and an error between them leaves the former one and comes as it is", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  async function* pieces(end: unknown) {
    yield "one ";
    yield Uint8Array.of(50, 10);
    if (end !== null) throw end;
  }
  await writeFileAtomic(path, pieces(null));
  expect(readFileSync(path, "utf8")).toBe("one 2\n");
  const end = new RangeError("no more");
  await expect(writeFileAtomic(path, pieces(end))).rejects.toBe(end);
  expect(readFileSync(path, "utf8")).toBe("one 2\n");
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("writes to the same name at the same time leave one whole file", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  await Promise.all(["a", "b", "c", "d"].map((letter) => writeFileAtomic(path, letter.repeat(100_000))));
  expect(readFileSync(path, "utf8")).toMatch(/^(a+|b+|c+|d+)$/);
  expect(readFileSync(path).length).toBe(100_000);
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("a link stays a link and its target is written", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "target"), "old");
  symlinkSync(join(folder, "target"), join(folder, "link"));
  await writeFileAtomic(join(folder, "link"), "new");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["link", "target"]);
});

test("a path through a file is NOT_A_FOLDER and names that file", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "a"), "");
  for (const path of [join(folder, "a", "b"), join(folder, "a", "b", "c")]) {
    await expect(writeFileAtomic(path, "x")).rejects.toMatchObject({
      code: "NOT_A_FOLDER",
      message: `cannot write "${path}": "${join(folder, "a")}" is a file, a folder was expected; choose another path`,
    });
  }
});

test("a folder and a device are refused, and stay", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "sub"));
  await expect(writeFileAtomic(join(folder, "sub"), "x")).rejects.toMatchObject({ code: "IS_A_FOLDER" });
  await expect(writeFileAtomic("/dev/null", "x")).rejects.toMatchObject({ code: "NOT_A_FILE" });
  expect(readdirSync(folder)).toEqual(["sub"]);
});

test("a name too long for the file system is told in one line", async () => {
  const path = join(scratchFolder(), "n".repeat(300));
  await expect(writeFileAtomic(path, "x")).rejects.toMatchObject({ code: "NAME_TOO_LONG" });
});

test("a size limit in the middle of the write is DISK_FULL; the old file stays, the temporary goes", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  await writeFileAtomic(path, "old");
  const { stdout } = await runChild(
    "trap '' XFSZ; ulimit -f 8",
    `await files.writeFileAtomic(${JSON.stringify(path)}, new Uint8Array(1_000_000)).catch((error) => console.log(error.code + "|" + error.message));`,
  );
  expect(stdout).toBe(
    `DISK_FULL|cannot write "${path}": the file would exceed the size limit of this system; raise it (ulimit -f) or choose another disk\n`,
  );
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("kill -9 in the middle of writing never leaves a half file under the name", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  const size = 30_000_000;
  await writeFileAtomic(path, "old");
  // The child ends itself as soon as its temporary file holds some of the bytes.
  const { stdout } = await runChild(
    "",
    `import { readdirSync, statSync } from "node:fs";
     setInterval(() => {
       const name = readdirSync(${JSON.stringify(folder)}).find((entry) => entry.endsWith(".tmp"));
       if (name && statSync(${JSON.stringify(folder)} + "/" + name).size > 0) process.kill(process.pid, "SIGKILL");
     }, 0);
     await files.writeFileAtomic(${JSON.stringify(path)}, new Uint8Array(${size}));
     console.log("finished");
     process.exit();`, // the interval would keep a child alive that was too quick to be killed
  );
  const length = readFileSync(path).length;
  expect(stdout === "finished\n" ? [3, size] : [3]).toContain(length);
  const rest = readdirSync(folder).filter((entry) => entry !== "x");
  for (const entry of rest) expect(entry).toMatch(/^\.x\.\d+\.1\.tmp$/);
});

test.skipIf(!existsSync("/proc/self"))(
  "a file system that takes no folders ends in an error, not in a loop",
  async () => {
    await expect(writeFileAtomic("/proc/undercoat/a/b", "x")).rejects.toMatchObject({ name: "FilesError" });
  },
);

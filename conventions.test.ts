// The house rules, executable. Each message says what to change.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import {
  filesBelow,
  isTest,
  type Member,
  members,
  readFloors,
  readJson,
  shortPath,
  siblingsIn,
  sourcesOf,
} from "./tooling/setup/src/members.ts";
import { offences } from "./tooling/setup/src/offences.ts";
import { undocumentedExports } from "./tooling/setup/src/public-exports.ts";
import { functionSizes, identifiersOnly, importsOf } from "./tooling/setup/src/source-text.ts";

const root = import.meta.dirname;
const packages = members(root, "packages");
const apps = members(root, "apps");
const FLOORS = readFloors(readFileSync(join(root, "dev-docs/architecture.md"), "utf8"));
const TENSORFLOW = "4.22.0";
const FILE_LINES = 300;
const FUNCTION_LINES = 60;
const COMMAND_LINES = 60;
const short = (path: string) => shortPath(root, path);
const read = (path: string) => readFileSync(path, "utf8");

test("the floors table lists the packages that exist, and no other", () => {
  expect([...FLOORS.keys()].sort()).toEqual(packages.map(({ name }) => name).sort());
});

describe.each(packages)("$name", (member) => {
  const { name, folder, manifest } = member;
  const sources = sourcesOf(member);
  const entries = entriesOf(member);

  test("manifest: ESM, without side effects, for Node 22, with sources, types and dist", () => {
    expect(manifest).toMatchObject({
      name: `@undercoat/${name}`,
      description: expect.stringMatching(/^[A-Z].+\.$/),
      type: "module",
      license: "Apache-2.0",
      sideEffects: false,
      files: ["dist", "!dist/.tsbuildinfo", "src", "!src/**/*.test.ts", "!src/**/*.test-d.ts"],
      engines: { node: ">=22.18 <23" },
    });
    expect(Object.keys(manifest.exports ?? {})).toEqual(expect.arrayContaining([".", "./package.json"]));
    for (const { subpath, target } of conditionalExports(member)) {
      const file = subpath === "." ? "index" : subpath.slice(2);
      const expected = {
        "@undercoat/source": `./src/${file}.ts`,
        types: `./dist/${file}.d.ts`,
        default: `./dist/${file}.js`,
      };
      expect(Object.entries(target), subpath).toEqual(Object.entries(expected));
      expect(existsSync(join(folder, expected["@undercoat/source"])), `src/${file}.ts`).toBe(true);
    }
  });

  test("takes TensorFlow.js and zod as peers, one exact TensorFlow.js", () => {
    const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = manifest;
    const own = Object.keys(dependencies).filter((dependency) => dependency !== "zod");
    expect(Object.keys(dependencies), "zod is a peer").toEqual(own);
    const tensorflow = own.filter((dependency) => dependency.startsWith("@tensorflow/"));
    const backends = tensorflow.filter((dependency) => dependency.startsWith("@tensorflow/tfjs-backend-"));
    expect(tensorflow, "only engines brings TensorFlow.js, and only backends").toEqual(
      name === "engines" ? backends : [],
    );
    for (const [dependency, range] of [dependencies, peerDependencies, devDependencies].flatMap(
      Object.entries,
    )) {
      if (dependency.startsWith("@tensorflow/")) expect(range, dependency).toBe(TENSORFLOW);
    }
  });

  test("declares only siblings of lower floors, and ranges that npm can update", () => {
    const { dependencies = {}, devDependencies = {} } = manifest;
    const declared = [...siblingsIn(dependencies), ...siblingsIn(devDependencies)];
    for (const sibling of declared.filter((sibling) => sibling !== "test-utils")) expectLower(name, sibling);
    for (const sibling of siblingsIn(dependencies)) {
      expect(dependencies[`@undercoat/${sibling}`], `${sibling}: siblings are written ^x.y.z`).toMatch(
        /^\^\d+\.\d+\.\d+$/,
      );
    }
  });

  test("imports only what it declares, and siblings of lower floors", () => {
    const { dependencies = {}, peerDependencies = {} } = manifest;
    for (const file of sources) {
      for (const specifier of importsOf(read(file)).filter(isPackage)) {
        const dependency = packageName(specifier);
        expect(
          { ...dependencies, ...peerDependencies },
          `${short(file)} imports "${specifier}"`,
        ).toHaveProperty([dependency]);
        if (dependency.startsWith("@undercoat/")) expectLower(name, dependency.slice("@undercoat/".length));
      }
    }
  });

  test("tests import only what is declared", () => {
    const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = manifest;
    const declared = { ...dependencies, ...peerDependencies, ...devDependencies, ...rootDependencies() };
    for (const file of filesBelow(folder).filter(isTest)) {
      for (const specifier of importsOf(read(file)).filter(isPackage)) {
        expect(declared, `${short(file)} imports "${specifier}"`).toHaveProperty([packageName(specifier)]);
      }
    }
  });

  test("declares no sibling that it does not import", () => {
    const imported = new Set(sources.flatMap((file) => importsOf(read(file))).map(packageName));
    const unused = siblingsIn(manifest.dependencies).filter(
      (sibling) => !imported.has(`@undercoat/${sibling}`),
    );
    expect(unused, "remove these dependencies").toEqual([]);
  });

  test("project references match the declared siblings", () => {
    expect(references(join(folder, "tsconfig.json"))).toEqual(siblingsIn(manifest.dependencies).sort());
  });

  test("only workflows and apps import engines", () => {
    if (name !== "workflows") expect(siblingsIn(manifest.dependencies)).not.toContain("engines");
  });

  test("has a README with one example, a surface test and the licence", () => {
    const readme = existsSync(join(folder, "README.md")) ? read(join(folder, "README.md")) : "";
    expect(readme.match(/^```ts$/gm) ?? [], "README.md: one ts example").toHaveLength(1);
    expect(readme).toContain(`npm install @undercoat/${name}`);
    expect(existsSync(join(folder, "test/surface.test.ts")), "test/surface.test.ts").toBe(true);
    expect(read(join(folder, "LICENSE"))).toBe(read(join(root, "LICENSE")));
  });

  test("opens with a module doc that holds an example", () => {
    const [doc = ""] = /^\/\*\*[\s\S]*?\*\//.exec(read(join(folder, "src/index.ts"))) ?? [];
    expect(doc).toContain("@packageDocumentation");
    expect(doc).toContain("```ts");
  });

  test("every public export is documented", () => {
    const undocumented = entries.flatMap((entry) => undocumentedExports(entry));
    expect(undocumented.map(short), "write a TSDoc right above").toEqual([]);
  });

  test("options are schemas: importing them loads no TensorFlow.js", () => {
    const options = join(folder, "src/options.ts");
    if (existsSync(options))
      expect([...importClosure(options)].filter((file) => file.startsWith("@tensorflow/"))).toEqual([]);
  });

  test("sources keep to the house style", () => {
    for (const file of sources) expect(offences(read(file)), short(file)).toEqual([]);
  });
});

describe.each(apps)("app $name", (member) => {
  const sources = sourcesOf(member);

  test("project references match the declared siblings, and only those are imported", () => {
    const { dependencies = {} } = member.manifest;
    expect(references(join(member.folder, "tsconfig.json"))).toEqual(siblingsIn(dependencies).sort());
    for (const file of sources) {
      for (const specifier of importsOf(read(file)).filter(isPackage)) {
        expect(dependencies, `${short(file)} imports "${specifier}"`).toHaveProperty([
          packageName(specifier),
        ]);
      }
    }
  });

  test("parses and prints: no TensorFlow.js, commands of 60 lines", () => {
    for (const file of sources) {
      expect(
        importsOf(read(file)).filter((specifier) => specifier.startsWith("@tensorflow/")),
        short(file),
      ).toEqual([]);
      const isCommand = dirname(file).endsWith("/commands");
      if (isCommand) expect(lineCount(read(file)), short(file)).toBeLessThanOrEqual(COMMAND_LINES);
    }
  });
});

test.each([...packages, ...apps])("$name: relative imports stay inside", ({ folder }) => {
  for (const file of filesBelow(folder).filter((path) => path.endsWith(".ts"))) {
    const targets = importsOf(read(file)).filter((specifier) => specifier.startsWith("."));
    const outside = targets.filter((target) => !resolve(dirname(file), target).startsWith(`${folder}/`));
    expect(outside, short(file)).toEqual([]);
  }
});

test("files and functions stay small", () => {
  const files = [...packages, ...apps, ...members(root, "tooling")].flatMap(sourcesOf);
  const long = files.filter((file) => lineCount(read(file)) > FILE_LINES && !isTable(file));
  expect(long.map(short), `split files above ${FILE_LINES} lines`).toEqual([]);
  const functions = files.flatMap((file) =>
    functionSizes(read(file)).map((size) => ({ file: short(file), ...size })),
  );
  expect(
    functions.filter(({ lines }) => lines > FUNCTION_LINES),
    `split functions above ${FUNCTION_LINES} lines`,
  ).toEqual([]);
});

test("identifiers use the words of the terminology page", () => {
  const banned = bannedIdentifiers();
  expect(banned.length).toBeGreaterThan(5);
  const pattern = new RegExp(`\\b(?:${banned.join("|")})\\b`, "g");
  for (const file of [...packages, ...apps].flatMap(sourcesOf)) {
    expect(identifiersOnly(read(file)).match(pattern) ?? [], short(file)).toEqual([]);
  }
});

test("the root project references every package, its tests, the apps and the tooling", () => {
  const paths = references(join(root, "tsconfig.json"), "path");
  const wanted = [...packages, ...apps].flatMap(({ folder }) => [
    short(folder),
    `${short(folder)}/tsconfig.test.json`,
  ]);
  for (const path of [...wanted, "tooling/test-utils", "tooling/setup"]) expect(paths).toContain(path);
});

test("no file names a path of somebody's machine", () => {
  const text = /\.(ts|mjs|json|md|ya?ml|sh)$|\/\.ci\/run$/;
  const files = filesBelow(root).filter((file) => text.test(file) && !file.endsWith("package-lock.json"));
  const machine = /(?:^|[\s"'`(=:])\/(?:work|tmp|home|root|Users|mnt)\/[\w.-]/;
  const found = files.filter((file) => machine.test(read(file)) && file !== import.meta.filename);
  expect(found.map(short)).toEqual([]);
});

test("links in the pages lead to files of the repository", () => {
  for (const page of filesBelow(root).filter((file) => file.endsWith(".md"))) {
    const targets = [...read(page).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = ""]) => target);
    const inside = targets
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => resolve(dirname(page), target));
    const lost = inside.filter((target) => !existsSync(target) || short(target).startsWith(".."));
    expect(lost.map(short), short(page)).toEqual([]);
  }
});

test("the lockfile names no registry", () => {
  expect(read(join(root, "package-lock.json"))).not.toMatch(/"resolved": "https?:|registry\./);
});

test("one version of every dependency that several workspaces pin", () => {
  const manifests = [...packages, ...apps, ...members(root, "tooling")].map(({ manifest }) => manifest);
  const pinned = [readJson(join(root, "package.json")) as Member["manifest"], ...manifests].flatMap(
    ({ dependencies = {}, devDependencies = {} }) => Object.entries({ ...dependencies, ...devDependencies }),
  );
  const versions = new Map<string, Set<string>>();
  for (const [name, range] of pinned.filter(([name]) => !name.startsWith("@undercoat/"))) {
    versions.set(name, (versions.get(name) ?? new Set()).add(range));
  }
  expect([...versions].filter(([, ranges]) => ranges.size > 1)).toEqual([]);
});

function expectLower(name: string, sibling: string): void {
  const [floor = -1, below = Number.POSITIVE_INFINITY] = [FLOORS.get(name), FLOORS.get(sibling)];
  expect(below, `${name} (floor ${floor}) must not need ${sibling} (floor ${below})`).toBeLessThan(floor);
}

function conditionalExports({
  manifest,
}: Member): { subpath: string; target: Readonly<Record<string, string>> }[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
    typeof target === "string" ? [] : [{ subpath, target }],
  );
}

function entriesOf(member: Member): string[] {
  const sources = conditionalExports(member).map(({ target }) => target["@undercoat/source"]);
  return sources.flatMap((source) => (source === undefined ? [] : [join(member.folder, source)]));
}

function references(path: string, as: "name" | "path" = "name"): string[] {
  const { references: list = [] } = readJson(path) as { references?: { path: string }[] };
  return list.map(({ path }) => (as === "name" ? (path.split("/").at(-1) ?? "") : path)).sort();
}

function importClosure(entry: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!existsSync(entry)) return seen;
  for (const specifier of importsOf(read(entry), { values: true }))
    importClosure(resolveImport(entry, specifier), seen);
  return seen;
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith(".")) return resolve(dirname(from), specifier);
  const [, name, subpath = "index"] = /^@undercoat\/([a-z-]+)(?:\/(\w+))?$/.exec(specifier) ?? [];
  return name === undefined ? specifier : join(root, "packages", name, "src", `${subpath}.ts`);
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith(".") && !specifier.startsWith("node:");
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function rootDependencies(): Readonly<Record<string, string>> {
  return (readJson(join(root, "package.json")) as Member["manifest"]).devDependencies ?? {};
}

function bannedIdentifiers(): string[] {
  const page = read(join(root, "dev-docs/terminology.md"));
  const [, list = ""] = /^Never an identifier: (.+)$/m.exec(page) ?? [];
  return [...list.matchAll(/`(\w+)`/g)].map(([, word = ""]) => word);
}

function isTable(file: string): boolean {
  return /[-/]table\.ts$/.test(file);
}

function lineCount(text: string): number {
  return text.trimEnd().split("\n").length;
}

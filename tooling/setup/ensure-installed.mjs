// Makes `npm run demo` and `npm test` work as the first command in a fresh clone: installs what
// package-lock.json asks for when it is not there. Says nothing, and takes no time, when it is.
// No dependencies, and no syntax newer than Node 18: it runs before anything is installed, on the
// Node of the machine. The project's own Node 22 arrives with the installation.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const say = (line) => process.stderr.write(`undercoat setup: ${line}\n`);

const reason = whyInstall();
if (reason !== null) install(reason);
requireNode();

/** Why an installation is needed, or null. */
function whyInstall() {
  const installed = readLock("node_modules/.package-lock.json");
  if (installed === null) return "nothing is installed yet";
  const wanted = readLock("package-lock.json");
  if (wanted === null) return null;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes("node_modules/")) continue;
    if (isProjectNode(path) && runsHere(entry) && !existsSync(join(root, path, "bin/node"))) {
      return "the project's own Node is missing";
    }
    const present = installed[path];
    if (present === undefined && (entry.optional || entry.devOptional)) continue;
    if (present === undefined || !existsSync(join(root, path))) return `"${path}" is missing`;
    if (present.version !== entry.version || present.integrity !== entry.integrity) {
      return `"${path}" is not what package-lock.json asks for`;
    }
  }
  return null;
}

/** The packages of a lockfile by path, or null where it is absent or torn. */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  } catch {
    return null;
  }
}

/** Whether a path is one of the packages that hold a Node binary. */
function isProjectNode(path) {
  return /^node_modules\/node-(bin-)?(linux|darwin)-/.test(path);
}

/** Whether a platform package is meant for this machine. */
function runsHere({ os, cpu }) {
  return [].concat(os ?? []).includes(process.platform) && [].concat(cpu ?? []).includes(process.arch);
}

/** Runs `npm ci`; its output goes to stderr, so that stdout stays the command's own. */
function install(why) {
  say(`${why}; running "npm ci" (once, up to a minute)`);
  const npm = npmCommand();
  const options = { cwd: root, env: installEnvironment(), stdio: ["ignore", 2, 2] };
  const { status, error } = spawnSync(
    npm[0],
    [...npm.slice(1), "ci", "--include=dev", "--include=optional"],
    options,
  );
  if (status === 0) return;
  const how = error ? `could not start (${error.message})` : `ended with ${status}`;
  say(
    `"npm ci" ${how}; it needs the npm registry this once: connect, ` +
      'or name a mirror with "npm config set registry URL", and run the same command again',
  );
  process.exit(1);
}

/** Where no Node comes with the installation (Windows, Macs with Intel), the machine's own must do. */
function requireNode() {
  const wanted = readLock("package-lock.json") ?? {};
  if (Object.entries(wanted).some(([path, entry]) => isProjectNode(path) && runsHere(entry))) return;
  const range = /^>=(\d+)\.(\d+) <(\d+)$/.exec(wanted[""]?.engines?.node ?? "");
  if (range === null) return;
  const [low, minor, high] = range.slice(1).map(Number);
  const [own, ownMinor] = process.versions.node.split(".").map(Number);
  if (own < high && (own > low || (own === low && ownMinor >= minor))) return;
  say(
    `Node here is ${process.versions.node}, expected ${range[0]}; install that Node and run the same command again`,
  );
  process.exit(1);
}

/** The npm that started us, or the one on the path. */
function npmCommand() {
  const { npm_execpath: started } = process.env;
  const isNpm = started !== undefined && /npm-cli\.c?js$/.test(started) && existsSync(started);
  return isNpm ? [process.execPath, started] : ["npm"];
}

/** The environment without what would narrow the installation: one workspace, or production only. */
function installEnvironment() {
  const narrowing = /^(npm_config_(workspaces?|include_workspace_root|omit|production)|NODE_ENV)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !narrowing.test(name)));
}

// node count.mjs COUNTS.json STATUS: prints "<passed> <failed> <skipped> <names of what failed>" from
// what vitest's JSON reporter wrote and the status that the tests ended with.
import { readFileSync } from "node:fs";

const [path, status] = process.argv.slice(2);
const { numPassedTests, numPendingTests = 0, numTodoTests = 0, testResults } = JSON.parse(readFileSync(path, "utf8"));
const failedTests = testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter((test) => test.status === "failed").map(({ fullName }) => fullName.trim()),
);
const brokenFiles = testResults
  .filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
  .map(({ name }) => `${name} did not load`);
const failed = [...failedTests, ...brokenFiles];
if (failed.length === 0 && status !== "0") failed.push(`npm test ended with ${status}`);
const names = failed.slice(0, 20).join("; ").replace(/\s+/g, " ");
process.stdout.write(`${numPassedTests} ${failed.length} ${numPendingTests + numTodoTests} ${names}\n`);

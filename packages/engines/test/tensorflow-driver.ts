// Installs with the fake programs of a folder, in a process that a test can kill.
import { install } from "../src/tensorflow/install/install-tensorflow.ts";
import { fakeContext } from "./tensorflow-fakes.ts";

for await (const { step, state } of install(fakeContext(process.argv[2] ?? ""))) console.log(step, state);

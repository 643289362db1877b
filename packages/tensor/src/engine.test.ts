import { expect, test } from "vitest";
import { currentEngine, setEngine } from "./engine.ts";

test("there is no engine until one is set", () => {
  expect(currentEngine()).toBeNull();
  const engine = { name: "cpu", description: "plain" };
  setEngine(engine);
  expect(currentEngine()).toBe(engine);
  setEngine(null);
  expect(currentEngine()).toBeNull();
});

import { expect, test } from "vitest";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { packError, unpackError } from "./worker-messages.ts";

test("an error that crossed threads still passes its guard", () => {
  const error = new WorkflowError("DATA", { message: "no pixels" });
  const crossed = unpackError(structuredClone(packError(error)), "seed-0/pretrain-osm");
  expect(isWorkflowError(crossed, "DATA")).toBe(true);
  expect(crossed.message).toBe("seed-0/pretrain-osm: no pixels");
});

test("what is no error crosses as text", () => {
  expect(unpackError(packError("buffer error"), null).message).toBe("buffer error");
});

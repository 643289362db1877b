import { expect, test } from "vitest";
import * as z from "zod";
import * as options from "./options.ts";

test("every schema has a JSON schema with its defaults, for help texts", () => {
  for (const [name, schema] of Object.entries(options))
    expect(z.toJSONSchema(schema, { io: "input" }), name).toMatchObject({ $schema: expect.any(String) });
  expect(z.toJSONSchema(options.OpenVectorOptions, { io: "input" })).toMatchObject({
    properties: { broken: { default: "refuse" }, mostNodes: { default: 50_000_000 } },
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml } from "./escape-html.ts";

test("markup and quotes become entities", () => {
  expect(escapeHtml(`<script a="b" c='d'>&`)).toBe("&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;");
});

test("characters that XML forbids are replaced, line ends and tabs are kept", () => {
  expect(escapeHtml("a\u0000b\ud800c\tand\n\u0085")).toBe("a\uFFFDb\uFFFDc\tand\n\uFFFD");
  expect(escapeHtml("Dar es Salaam, 東京 🏠")).toBe("Dar es Salaam, 東京 🏠");
});

test("no text can leave an attribute or start a tag", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    }),
  );
});

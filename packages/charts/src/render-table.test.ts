import { expect, test } from "vitest";
import { renderTable } from "./render-table.ts";

test("a table has a caption, and a scope on every heading", () => {
  const html = renderTable({
    caption: "Scores",
    columns: [{ label: "arm" }, { label: "IoU", numeric: true, digits: 1 }, { label: "note" }],
    rows: [
      ["random", 24.84, "control"],
      ["clean", null, null],
    ],
  });
  expect(html).toMatchInlineSnapshot(`
    "<table>
    <caption><span>Scores</span></caption>
    <thead><tr><th scope="col">arm</th><th scope="col" class="number">IoU</th><th scope="col">note</th></tr></thead>
    <tbody><tr><th scope="row">random</th><td class="number">24.8</td><td>control</td></tr>
    <tr><th scope="row">clean</th><td class="number">n/a</td><td>n/a</td></tr></tbody>
    </table>"
  `);
});

test("text from outside is escaped wherever it stands", () => {
  const evil = "<script>alert(1)</script>";
  const html = renderTable({ caption: evil, columns: [{ label: evil }], rows: [[evil]] });
  expect(html).not.toContain("<script>");
  expect(html.match(/&lt;script&gt;/g)).toHaveLength(3);
});

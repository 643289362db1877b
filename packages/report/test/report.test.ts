import { expect, test } from "vitest";
import { type ReportData, renderReport } from "../src/index.ts";
import { parseHtml } from "./parse-html.ts";
import { realisticReport } from "./realistic-report.ts";

const html = renderReport(realisticReport());
const { elements, problem } = parseHtml(html);

function named(name: string) {
  return elements.filter((element) => element.name === name);
}

test("the file is well-formed, and equal for equal data", () => {
  expect(problem).toBeNull();
  expect(renderReport(realisticReport())).toBe(html);
});

test("nothing is loaded from a network: every reference is a part of the file or of the page", () => {
  for (const { name, attributes } of elements) {
    for (const reference of [
      attributes["src"],
      attributes["href"],
      attributes["data"],
      attributes["action"],
    ]) {
      if (reference !== undefined) expect(reference, name).toMatch(/^(#[a-z]+$|data:image\/png;base64,)/);
    }
  }
  expect(html).not.toMatch(/@import|url\((?!#)/);
  expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:\/\//);
  expect(named("script")).toEqual([]);
  expect(named("meta")[1]?.attributes["content"]).toContain("default-src 'none'");
});

test("ids are unique, and every reference to one finds it", () => {
  const ids = elements.flatMap(({ attributes }) => attributes["id"] ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const links = elements.flatMap(({ attributes }) => attributes["href"]?.slice(1) ?? []);
  const labels = elements.flatMap(({ attributes }) => attributes["aria-labelledby"]?.split(" ") ?? []);
  for (const id of [...links, ...labels]) expect(ids).toContain(id);
});

test("headings go down one level at a time", () => {
  const levels = elements.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
  expect(levels[0]).toBe(1);
  for (const [index, level] of levels.entries())
    expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
});

test("a keyboard reaches the findings first, and every table that may scroll", () => {
  expect(named("a")[0]?.attributes).toMatchObject({ class: "skip", href: "#findings" });
  const scrolling = elements.filter(({ attributes }) => attributes["class"]?.startsWith("scroll"));
  expect(scrolling).toHaveLength(named("table").length);
  for (const { attributes } of scrolling) {
    expect(attributes).toMatchObject({ role: "region", tabindex: "0" });
    expect(attributes["aria-label"]).not.toBe("");
  }
});

test("every picture has an alternative, every chart a title, a description and a table below", () => {
  for (const { attributes } of named("img")) expect(attributes["alt"]).not.toBe("");
  for (const { attributes } of named("svg")) expect(attributes["role"]).toBe("img");
  expect(named("desc").every(({ text }) => text.length > 20)).toBe(true);
  const figures = html.split('<figure class="chart-figure">').slice(1);
  expect(figures.length).toBeGreaterThanOrEqual(6);
  for (const figure of figures) expect(figure.slice(0, figure.indexOf("</figure>"))).toContain("<table>");
});

test("numbers stand in points, right-aligned, with their standard error", () => {
  expect(html).toContain('<td class="number">66.8 ± 1.8</td>');
  expect(html).toContain('<td class="number">+7.7</td>');
  expect(html).toMatch(/\.number\{text-align:right;font-variant-numeric:tabular-nums/);
});

test("one arm is chosen without a script, and all are in the file", () => {
  const choices = named("input").map(({ attributes }) => attributes["id"]);
  expect(choices).toEqual(["choose-0", "choose-1", "choose-2", "choose-3"]);
  expect(html).toContain(".pictures:has(#choose-3:checked) .choice-3{display:block}");
  expect(html.match(/class="choice choice-3"/g)).toHaveLength(2);
});

/** The same data with markup in every text. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string" && !["metric", "stage"].includes(key))
    return `${value}<script>alert("1")</script>&'`;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, name)]));
}

test("markup in any text of the data stays text", () => {
  const evil = renderReport(poisoned(realisticReport()) as ReportData);
  expect(evil).not.toContain("<script");
  expect(evil).not.toContain('alert("1")');
  const parsed = parseHtml(evil);
  expect(parsed.problem).toBeNull();
  expect(parsed.elements.map(({ name }) => name).filter((name) => name === "script")).toEqual([]);
  expect(
    parsed.elements
      .flatMap(({ attributes }) => Object.keys(attributes))
      .filter((name) => name.startsWith("on")),
  ).toEqual([]);
});

test("markup in names of settings of the environment stays text", () => {
  const evil = renderReport({ ...realisticReport(), environment: { "<script>": "<img src=x>" } });
  expect(evil).not.toMatch(/<script|<img src=x/);
});

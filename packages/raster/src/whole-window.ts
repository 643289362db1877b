import type { Window } from "./window.ts";

/** The window that covers all of a grid. */
export function wholeWindow({ width, height }: { readonly width: number; readonly height: number }): Window {
  return { x: 0, y: 0, width, height };
}

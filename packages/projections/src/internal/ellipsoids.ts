import proj4 from "proj4";

const sizes = new Map<string, { readonly a: number; readonly rf: number } | null>();

/** Half axis in metres and inverse flattening (0: a sphere) of an ellipsoid as PROJ writes it. */
export function ellipsoidSize(text: string): { readonly a: number; readonly rf: number } | null {
  const figure = text.replace(/ ?\+pm=\S+/, "");
  const known = sizes.get(figure);
  if (known !== undefined) return known;
  const { a, b } = new proj4.Proj(`+proj=longlat ${figure}`) as unknown as { a: number; b: number };
  const size = Number.isFinite(a) && Number.isFinite(b) ? { a, rf: a === b ? 0 : a / (a - b) } : null;
  sizes.set(figure, size);
  return size;
}

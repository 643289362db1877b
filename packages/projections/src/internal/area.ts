/** West, south, east, north in degrees; west exceeds east across 180°. */
export type Area = readonly [west: number, south: number, east: number, north: number];

/** The globe. */
export const EVERYWHERE: Area = [-180, -90, 180, 90];

/** Whether a place lies in an area, its edge included. */
export function areaHolds([west, south, east, north]: Area, longitude: number, latitude: number): boolean {
  if (!(latitude >= south && latitude <= north)) return false;
  const turned = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
  return west <= east ? turned >= west && turned <= east : turned >= west || turned <= east;
}

/** How much two areas share, on a sphere of radius 1; 0 where they do not meet. */
export function sharedArea(a: Area, b: Area): number {
  const height = sine(Math.min(a[3], b[3])) - sine(Math.max(a[1], b[1]));
  if (height <= 0) return 0;
  let width = 0;
  for (const [west, east] of spans(a))
    for (const [left, right] of spans(b)) width += Math.max(0, Math.min(east, right) - Math.max(west, left));
  return (width * height * Math.PI) / 180;
}

/** Whether `outer` holds all of `inner`. */
export function areaCovers(outer: Area, inner: Area): boolean {
  if (outer[1] > inner[1] || outer[3] < inner[3]) return false;
  return spans(inner).every(([west, east]) =>
    spans(outer).some(([left, right]) => left <= west && right >= east),
  );
}

/** Longitude and latitude of the middle. */
export function middleOf([west, south, east, north]: Area): readonly [number, number] {
  const longitude = (west + (east < west ? east + 360 : east)) / 2;
  return [longitude > 180 ? longitude - 360 : longitude, (south + north) / 2];
}

function spans([west, , east]: Area): (readonly [number, number])[] {
  return west <= east
    ? [[west, east]]
    : [
        [west, 180],
        [-180, east],
      ];
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

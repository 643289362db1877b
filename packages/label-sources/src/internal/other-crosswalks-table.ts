import type { CrosswalkRow } from "./pair-rows.ts";

const SHRUBS = "shrubs: field in the sample, forest to others";
const WET_WOOD = "woody wetland is forest on wet ground";
const WET_FIELD = "herbaceous wetland is field on wet ground";
const OPEN_SPACE = "developed open space is mostly lawn: field, as in the sample; up to 20 % of it is sealed";
const BARE = "bare ground counts as impervious in the four classes of the sample; it is none";
const CANOPY = "tree canopy seen from above, built ground below";

/** Between products of one family: our own reading, but where a comment says whose it is. */
export const OTHER_CROSSWALKS: readonly CrosswalkRow[] = [
  {
    // The derived maps of the sample chesapeake_mini.
    from: "chesapeake-lc",
    to: "chesapeake-4",
    rows: [
      [1, 1, "exact"],
      [2, 2, "exact"],
      [3, 3, "exact"],
      [4, 4, "ambiguous", BARE],
      [[5, 6], 4, "narrower"],
    ],
  },
  {
    // The derived maps of the sample chesapeake_mini.
    from: "nlcd",
    to: "chesapeake-4",
    rows: [
      [11, 1, "exact"],
      [12, null, "none", "no class for ice"],
      [21, 3, "ambiguous", OPEN_SPACE],
      [22, 4, "ambiguous", "20 to 49 % sealed"],
      [[23, 24], 4, "narrower"],
      [31, 4, "ambiguous", BARE],
      [[41, 42, 43], 2, "narrower"],
      [[51, 71, 72, 73, 74, 81, 82], 3, "narrower"],
      [52, 3, "ambiguous", SHRUBS],
      [90, 2, "ambiguous", WET_WOOD],
      [95, 3, "ambiguous", WET_FIELD],
    ],
  },
  {
    from: "nlcd",
    to: "chesapeake-lc",
    rows: [
      [11, 1, "exact"],
      [12, null, "none", "no class for ice"],
      [21, 3, "ambiguous", OPEN_SPACE],
      [22, 5, "ambiguous", "20 to 49 % sealed"],
      [[23, 24], 5, "narrower"],
      [31, 4, "exact"],
      [[41, 42, 43], 2, "narrower"],
      [[51, 71, 72, 73, 74, 81, 82], 3, "narrower"],
      [52, 3, "ambiguous", SHRUBS],
      [90, 2, "ambiguous", WET_WOOD],
      [95, 3, "ambiguous", WET_FIELD],
    ],
  },
  {
    from: "nlcd",
    to: "lcmap",
    rows: [
      [11, 5, "exact"],
      [12, 7, "exact"],
      [[21, 22, 23, 24], 1, "narrower"],
      [31, 8, "exact"],
      [[41, 42, 43], 4, "narrower"],
      [[51, 52, 71, 72], 3, "narrower"],
      [[73, 74], 3, "ambiguous", "moss and lichen have no class there"],
      [81, 2, "ambiguous", "pasture and hay: crops by use, grass by cover"],
      [82, 2, "narrower"],
      [[90, 95], 6, "narrower"],
    ],
  },
  {
    from: "chesapeake-lc-13",
    to: "chesapeake-lc-7",
    rows: [
      [1, 1, "exact"],
      [2, 3, "ambiguous", "emergent wetland has no class there: low vegetation is the nearest"],
      [[3, 4], 2, "narrower"],
      [5, 3, "exact"],
      [6, 4, "exact"],
      [[7, 8], 5, "narrower"],
      [9, 6, "exact"],
      [[10, 11, 12], 2, "ambiguous", CANOPY],
      [13, 7, "exact"],
    ],
  },
  {
    from: "chesapeake-lc-7",
    to: "chesapeake-lc",
    rows: [
      [1, 1, "exact"],
      [2, 2, "exact"],
      [3, 3, "exact"],
      [4, 4, "exact"],
      [5, 5, "exact"],
      [6, 6, "exact"],
      [7, null, "none", "a place without labels"],
    ],
  },
  {
    from: "nyc-land-cover",
    to: "chesapeake-lc",
    rows: [
      [1, 2, "exact"],
      [2, 3, "exact"],
      [3, 4, "exact"],
      [4, 1, "exact"],
      [[5, 7], 5, "narrower"],
      [6, 6, "exact"],
      [8, 5, "ambiguous", "railroads: ballast here, roads to others"],
    ],
  },
  {
    from: "corine",
    to: "osm-landuse-13",
    rows: [
      [[111, 112], 1, "narrower"],
      [[121, 122, 123, 124], 4, "narrower"],
      [[131, 132, 133], 6, "narrower"],
      [[141, 142], 5, "narrower"],
      [[211, 212, 213], 2, "narrower"],
      [[221, 222, 223], 8, "narrower"],
      [231, 7, "exact"],
      [[241, 242, 243, 244], 2, "ambiguous", "mixed agricultural areas have no class there"],
      [[311, 312, 313], 3, "narrower"],
      [[321, 322, 323, 324], 11, "narrower"],
      [[331, 332, 333, 334, 335], 10, "narrower"],
      [[411, 412], 12, "narrower"],
      [[421, 422, 423], 13, "narrower"],
      [[511, 512, 521, 522, 523], 9, "narrower"],
    ],
  },
  {
    // The baseline of the contest (lukasliebel/dfc2020_baseline, code/datasets.py).
    from: "modis-igbp",
    to: "dfc2020",
    rows: [
      [[1, 2, 3, 4, 5], 1, "narrower"],
      [[6, 7], 2, "narrower"],
      [[8, 9], 3, "narrower"],
      [10, 4, "exact"],
      [11, 5, "exact"],
      [[12, 14], 6, "narrower"],
      [13, 7, "exact"],
      [15, 8, "exact"],
      [16, 9, "exact"],
      [17, 10, "exact"],
    ],
  },
  {
    from: "esri-land-cover",
    to: "io-lulc",
    rows: [
      [1, 1, "exact"],
      [2, 2, "exact"],
      [[3, 6], 11, "narrower"],
      [4, 4, "exact"],
      [5, 5, "exact"],
      [7, 7, "exact"],
      [8, 8, "exact"],
      [9, 9, "exact"],
      [10, 10, "exact"],
    ],
  },
];

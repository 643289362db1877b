/** One parameter of a projection method. */
export interface MethodParameter {
  /** Name and code of EPSG, as WKT2 has them. */
  readonly name: string;
  readonly code: number | null;
  readonly kind: "angle" | "length" | "scale";
  /** Keys of a GeoTIFF that may hold it, the first one that is there counts: writers differ. */
  readonly keys: readonly number[];
  /** Names in the WKT of Esri and of GDAL's version 1. */
  readonly esri: readonly string[];
  /** What it is where nothing says so; left out: it must be said. */
  readonly fallback?: number;
}

/** A projection method. */
export interface Method {
  readonly name: string;
  readonly code: number | null;
  /** Value of the key ProjMethod (3075), or null. */
  readonly key: number | null;
  /** Names in the WKT of Esri and of GDAL's version 1, in lower case. */
  readonly esri: readonly string[];
  readonly parameters: readonly MethodParameter[];
}

type Kind = MethodParameter["kind"];

function parameter(
  [name, code, kind]: readonly [name: string, code: number | null, kind: Kind],
  keys: readonly number[],
  esri: readonly string[],
  fallback?: number,
): MethodParameter {
  return { name, code, kind, keys, esri, ...(fallback === undefined ? {} : { fallback }) };
}

const NORTH_KEYS = [3081, 3089, 3085];
const EAST_KEYS = [3080, 3088, 3084];
const latitude = parameter(["Latitude of natural origin", 8801, "angle"], NORTH_KEYS, [
  "latitude_of_origin",
  "latitude_of_center",
  "central_parallel",
]);
const longitude = parameter(["Longitude of natural origin", 8802, "angle"], EAST_KEYS, [
  "central_meridian",
  "longitude_of_center",
]);
const scale = parameter(["Scale factor at natural origin", 8805, "scale"], [3092, 3093], ["scale_factor"], 1);
const easting = parameter(["False easting", 8806, "length"], [3082, 3090, 3086], ["false_easting"], 0);
const northing = parameter(["False northing", 8807, "length"], [3083, 3091, 3087], ["false_northing"], 0);
const parallel = parameter(
  ["Latitude of 1st standard parallel", 8823, "angle"],
  [3078],
  ["standard_parallel_1"],
);
const parallel2 = parameter(
  ["Latitude of 2nd standard parallel", 8824, "angle"],
  [3079],
  ["standard_parallel_2"],
);
const falseLatitude = parameter(
  ["Latitude of false origin", 8821, "angle"],
  [3085, 3081, 3089],
  ["latitude_of_origin", "latitude_of_center"],
);
const falseLongitude = parameter(
  ["Longitude of false origin", 8822, "angle"],
  [3084, 3080, 3088],
  ["central_meridian", "longitude_of_center"],
);
const originEasting = parameter(
  ["Easting at false origin", 8826, "length"],
  [3086, 3082, 3090],
  ["false_easting"],
  0,
);
const originNorthing = parameter(
  ["Northing at false origin", 8827, "length"],
  [3087, 3083, 3091],
  ["false_northing"],
  0,
);
const centreLatitude = parameter(
  ["Latitude of projection centre", 8811, "angle"],
  [3089, 3081],
  ["latitude_of_center"],
);
const centreLongitude = parameter(
  ["Longitude of projection centre", 8812, "angle"],
  [3088, 3080],
  ["longitude_of_center"],
);
const azimuth = parameter(["Azimuth at projection centre", 8813, "angle"], [3094], ["azimuth"]);
const rectified = parameter(
  ["Angle from Rectified to Skew Grid", 8814, "angle"],
  [3096, 3094],
  ["rectified_grid_angle", "azimuth"],
);
const centreScale = parameter(
  ["Scale factor at projection centre", 8815, "scale"],
  [3093, 3092],
  ["scale_factor"],
  1,
);
const oblique = [centreLatitude, centreLongitude, azimuth, rectified, centreScale];
const natural = [latitude, longitude, easting, northing];
const scaled = [latitude, longitude, scale, easting, northing];
const meridian = [longitude, easting, northing];
const cone = [falseLatitude, falseLongitude, parallel, parallel2, originEasting, originNorthing];

function method(
  name: string,
  [code, key]: readonly [code: number | null, key: number | null],
  esri: readonly string[],
  parameters: readonly MethodParameter[],
): Method {
  return { name, code, key, esri, parameters };
}

/**
 * Projection methods of GeoTIFF keys and of Esri's WKT, with the names of WKT2 (EPSG Guidance Note 7-2; those
 * without a code as PROJ calls them). Of several with one key, the first whose parameters are all there counts.
 */
export const METHODS: readonly Method[] = [
  method("Transverse Mercator", [9807, 1], ["transverse_mercator", "gauss_kruger"], scaled),
  method(
    "Transverse Mercator (South Orientated)",
    [9808, 27],
    ["transverse_mercator_south_orientated"],
    scaled,
  ),
  method(
    "Hotine Oblique Mercator (variant A)",
    [9812, 3],
    ["hotine_oblique_mercator"],
    [...oblique, easting, northing],
  ),
  method(
    "Hotine Oblique Mercator (variant B)",
    [9815, 9815],
    ["hotine_oblique_mercator_azimuth_center", "rectified_skew_orthomorphic_center"],
    [
      ...oblique,
      parameter(["Easting at projection centre", 8816, "length"], [3082, 3090], ["false_easting"], 0),
      parameter(["Northing at projection centre", 8817, "length"], [3083, 3091], ["false_northing"], 0),
    ],
  ),
  method("Mercator (variant B)", [9805, 7], ["mercator", "mercator_2sp"], [parallel, ...meridian]),
  method("Mercator (variant A)", [9804, 7], ["mercator", "mercator_1sp"], scaled),
  method(
    "Lambert Conic Conformal (2SP)",
    [9802, 8],
    ["lambert_conformal_conic", "lambert_conformal_conic_2sp"],
    cone,
  ),
  method(
    "Lambert Conic Conformal (1SP)",
    [9801, 9],
    ["lambert_conformal_conic", "lambert_conformal_conic_1sp"],
    scaled,
  ),
  method("Lambert Azimuthal Equal Area", [9820, 10], ["lambert_azimuthal_equal_area"], natural),
  method("Albers Equal Area", [9822, 11], ["albers", "albers_conic_equal_area"], cone),
  method("Azimuthal Equidistant", [1125, 12], ["azimuthal_equidistant"], natural),
  method("Equidistant Conic", [1119, 13], ["equidistant_conic"], cone),
  method("Stereographic", [null, 14], ["stereographic"], scaled),
  method("Oblique Stereographic", [9809, 16], ["double_stereographic", "oblique_stereographic"], scaled),
  method(
    "Equidistant Cylindrical",
    [1028, 17],
    ["equidistant_cylindrical", "equirectangular"],
    [parallel, { ...latitude, fallback: 0 }, ...meridian],
  ),
  method("Cassini-Soldner", [9806, 18], ["cassini", "cassini_soldner"], natural),
  method("Gnomonic", [null, 19], ["gnomonic"], natural),
  method("Miller Cylindrical", [null, 20], ["miller_cylindrical"], meridian),
  method("Orthographic", [9840, 21], ["orthographic"], natural),
  method("American Polyconic", [9818, 22], ["polyconic"], natural),
  method("Robinson", [null, 23], ["robinson"], meridian),
  method("Sinusoidal", [null, 24], ["sinusoidal"], meridian),
  method("Van Der Grinten", [null, 25], ["van_der_grinten_i", "vandergrinten"], meridian),
  method("New Zealand Map Grid", [9811, 26], ["new_zealand_map_grid"], natural),
  method("Lambert Cylindrical Equal Area", [9835, 28], ["cylindrical_equal_area"], [parallel, ...meridian]),
  method("Mollweide", [null, null], ["mollweide"], meridian),
  method("Eckert IV", [null, null], ["eckert_iv"], meridian),
  method("Eckert VI", [null, null], ["eckert_vi"], meridian),
  method("Natural Earth", [null, null], ["natural_earth"], meridian),
  method(
    "Krovak (North Orientated)",
    [1041, null],
    ["krovak"],
    [
      parameter(["Latitude of projection centre", 8811, "angle"], [], ["latitude_of_center"]),
      parameter(["Longitude of origin", 8833, "angle"], [], ["longitude_of_center"]),
      parameter(["Co-latitude of cone axis", 1036, "angle"], [], ["azimuth"]),
      parameter(["Latitude of pseudo standard parallel", 8818, "angle"], [], ["pseudo_standard_parallel_1"]),
      parameter(["Scale factor on pseudo standard parallel", 8819, "scale"], [], ["scale_factor"]),
      easting,
      northing,
    ],
  ),
];

/** Polar stereographic projections; which of both is meant, the latitude tells: the pole, or the true parallel. */
export const POLAR_STEREOGRAPHIC = {
  key: 15,
  atPole: method(
    "Polar Stereographic (variant A)",
    [9810, 15],
    [],
    [latitude, { ...longitude, keys: [3095, ...EAST_KEYS] }, scale, easting, northing],
  ),
  atParallel: method(
    "Polar Stereographic (variant B)",
    [9829, 15],
    ["stereographic_north_pole", "stereographic_south_pole"],
    [
      parameter(["Latitude of standard parallel", 8832, "angle"], [3081, 3078], ["standard_parallel_1"]),
      parameter(["Longitude of origin", 8833, "angle"], [3095, ...EAST_KEYS], ["central_meridian"]),
      easting,
      northing,
    ],
  ),
} as const;

/** Geostationary satellites, which only Esri's WKT names; an extension of GDAL's tells the axis that sweeps. */
export function geostationary(isSweepX: boolean): Method {
  return method(
    `Geostationary Satellite (Sweep ${isSweepX ? "X" : "Y"})`,
    [null, null],
    ["geostationary_satellite"],
    [
      longitude,
      parameter(["Satellite Height", null, "length"], [], ["satellite_height", "height"]),
      easting,
      northing,
    ],
  );
}

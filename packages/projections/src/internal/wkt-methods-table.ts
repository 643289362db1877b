/** How proj4js computes a method of WKT, where it was compared with PROJ (test/wkt.test.ts). */
export interface Method {
  /** Name of the projection and what always goes with it. */
  readonly proj: string;
  /** Names of parameters that mean something else here than {@link PARAMETERS} says. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What a special form needs beside the parameters. */
  readonly form?:
    | "one-parallel"
    | "esri-conic"
    | "polar-wkt1"
    | "polar-a"
    | "polar-b"
    | "krovak"
    | "web-mercator"
    | "equator"
    | "swiss"
    | "south";
}

const OBLIQUE = { longitudeofcenter: "lonc", longitudeofprojectioncentre: "lonc" };
const EQUIDISTANT = { latitudeof1ststandardparallel: "lat_ts", standardparallel1: "lat_ts" };
const NORTH_POLE = { standardparallel1: "lat_ts" };

/** Methods by name: small letters and digits only, of WKT2, WKT1 and ESRI. */
export const METHODS: Readonly<Record<string, Method>> = {
  transversemercator: { proj: "tmerc" },
  gausskruger: { proj: "tmerc" },
  transversemercatorsouthorientated: { proj: "tmerc", form: "south" },
  lambertconicconformal1sp: { proj: "lcc", form: "one-parallel" },
  lambertconformalconic1sp: { proj: "lcc", form: "one-parallel" },
  lambertconicconformal2sp: { proj: "lcc" },
  lambertconformalconic2sp: { proj: "lcc" },
  lambertconformalconic: { proj: "lcc", form: "esri-conic" },
  lambertazimuthalequalarea: { proj: "laea" },
  albersequalarea: { proj: "aea" },
  albersconicequalarea: { proj: "aea" },
  albers: { proj: "aea" },
  polarstereographic: { proj: "stere", form: "polar-wkt1" },
  polarstereographicvarianta: { proj: "stere", form: "polar-a" },
  polarstereographicvariantb: {
    proj: "stere",
    form: "polar-b",
    parameters: { latitudeofstandardparallel: "lat_ts" },
  },
  stereographicnorthpole: { proj: "stere lat_0=90", form: "polar-b", parameters: NORTH_POLE },
  stereographicsouthpole: { proj: "stere lat_0=-90", form: "polar-b", parameters: NORTH_POLE },
  obliquestereographic: { proj: "sterea" },
  doublestereographic: { proj: "sterea" },
  mercatorvarianta: { proj: "merc", form: "equator" },
  mercator1sp: { proj: "merc", form: "equator" },
  mercatorvariantb: { proj: "merc", parameters: { latitudeof1ststandardparallel: "lat_ts" } },
  mercator2sp: { proj: "merc", parameters: { standardparallel1: "lat_ts" } },
  mercator: { proj: "merc", parameters: { standardparallel1: "lat_ts" } },
  popularvisualisationpseudomercator: { proj: "merc", form: "web-mercator" },
  mercatorauxiliarysphere: { proj: "merc", form: "web-mercator" },
  lambertcylindricalequalarea: { proj: "cea", parameters: { latitudeof1ststandardparallel: "lat_ts" } },
  cylindricalequalarea: { proj: "cea", parameters: { standardparallel1: "lat_ts" } },
  americanpolyconic: { proj: "poly" },
  polyconic: { proj: "poly" },
  cassinisoldner: { proj: "cass" },
  cassini: { proj: "cass" },
  krovaknorthorientated: { proj: "krovak", form: "krovak" },
  krovak: { proj: "krovak", form: "krovak" },
  hotineobliquemercatorvarianta: { proj: "omerc no_uoff", parameters: OBLIQUE },
  hotineobliquemercator: { proj: "omerc no_uoff", parameters: OBLIQUE },
  hotineobliquemercatorvariantb: { proj: "omerc", parameters: OBLIQUE, form: "swiss" },
  hotineobliquemercatorazimuthcenter: { proj: "omerc", parameters: OBLIQUE, form: "swiss" },
  newzealandmapgrid: { proj: "nzmg" },
  mollweide: { proj: "moll" },
  robinson: { proj: "robin" },
  sinusoidal: { proj: "sinu" },
  equalearth: { proj: "eqearth" },
  eckertvi: { proj: "eck6" },
  azimuthalequidistant: { proj: "aeqd" },
  modifiedazimuthalequidistant: { proj: "aeqd" },
  equidistantconic: { proj: "eqdc" },
  equidistantcylindrical: { proj: "eqc", parameters: EQUIDISTANT },
  equirectangular: { proj: "eqc", parameters: { standardparallel1: "lat_ts" } },
  platecarree: { proj: "eqc", parameters: { standardparallel1: "lat_ts" } },
};

/** Parameters by name as PROJ calls them; where a method means another one by it, the method says so. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  latitudeofnaturalorigin: "lat_0",
  latitudeoforigin: "lat_0",
  latitudeoffalseorigin: "lat_0",
  latitudeofcenter: "lat_0",
  latitudeofprojectioncentre: "lat_0",
  centralparallel: "lat_0",
  longitudeofnaturalorigin: "lon_0",
  longitudeoforigin: "lon_0",
  longitudeoffalseorigin: "lon_0",
  longitudeofcenter: "lon_0",
  longitudeofprojectioncentre: "lon_0",
  centralmeridian: "lon_0",
  straightverticallongitudefrompole: "lon_0",
  latitudeof1ststandardparallel: "lat_1",
  standardparallel1: "lat_1",
  latitudeof2ndstandardparallel: "lat_2",
  standardparallel2: "lat_2",
  scalefactoratnaturalorigin: "k",
  scalefactor: "k",
  scalefactoratprojectioncentre: "k",
  scalefactoroninitialline: "k",
  azimuth: "alpha",
  azimuthofinitialline: "alpha",
  azimuthatprojectioncentre: "alpha",
  anglefromrectifiedtoskewgrid: "gamma",
  rectifiedgridangle: "gamma",
  falseeasting: "x_0",
  eastingatfalseorigin: "x_0",
  eastingatprojectioncentre: "x_0",
  falsenorthing: "y_0",
  northingatfalseorigin: "y_0",
  northingatprojectioncentre: "y_0",
  colatitudeofconeaxis: "alpha",
  latitudeofpseudostandardparallel: "lat_1",
  pseudostandardparallel1: "lat_1",
  scalefactoronpseudostandardparallel: "k",
  auxiliaryspheretype: "sphere",
  xscale: "x_scale",
  yscale: "y_scale",
  xyplanerotation: "turn",
};

/** What each projection takes beside false easting and northing; another parameter must change nothing, or is refused. */
export const TAKEN: Readonly<Record<string, string>> = {
  tmerc: "lat_0 lon_0 k",
  lcc: "lat_0 lon_0 lat_1 lat_2 k",
  laea: "lat_0 lon_0",
  aea: "lat_0 lon_0 lat_1 lat_2",
  stere: "lat_0 lon_0 lat_ts k",
  sterea: "lat_0 lon_0 k",
  merc: "lon_0 lat_ts k R",
  cea: "lon_0 lat_ts",
  poly: "lat_0 lon_0",
  cass: "lat_0 lon_0",
  krovak: "lat_0 lon_0 k",
  omerc: "lat_0 lonc alpha gamma k",
  somerc: "lat_0 lon_0 k",
  nzmg: "lat_0 lon_0",
  moll: "lon_0",
  robin: "lon_0",
  sinu: "lon_0",
  eqearth: "lon_0",
  eck6: "lon_0",
  aeqd: "lat_0 lon_0",
  eqdc: "lat_0 lon_0 lat_1 lat_2",
  eqc: "lat_0 lon_0 lat_ts",
};

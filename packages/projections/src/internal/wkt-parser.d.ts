declare module "wkt-parser" {
  /** Parses WKT1, WKT2 or PROJJSON into the definition that proj4js takes. */
  export default function parseWkt(text: string): object;
}

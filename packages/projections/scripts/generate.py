# /// script
# requires-python = ">=3.11"
# dependencies = ["pyproj==3.7.2"]
# ///
"""Writes src/internal/epsg-table.ts and test/fixtures/proj.json from PROJ 9.5.1 (pyproj 3.7.2, no grids, no network).

    python scripts/generate.py

For every code the best operation to WGS 84 that needs no grid is the reference. A code enters the table when a
PROJ string (projection + Helmert shift) stays within LIMIT metres of it over its area of use; else it is listed as
refused, with the reason.
"""
import json, math, pathlib, re
import warnings
import pyproj
from pyproj import CRS, Transformer
from pyproj.transformer import TransformerGroup, AreaOfInterest
from pyproj.enums import WktVersion

warnings.simplefilter("ignore")
pyproj.network.set_network_enabled(False)
LIMIT = 0.5
HERE = pathlib.Path(__file__).resolve().parent.parent

CODES = sorted(set(
    [4326, 4258, 4269, 4267, 4283, 7844, 4167, 4674, 4618, 4490, 4610, 4612, 6668, 4737, 4148, 4272, 4289, 4277, 4314, 4312, 4313, 4230,
     4231, 4265, 4300, 4188, 4301, 4240, 4284, 4617, 4759, 6318, 4171, 4151, 4149, 4150, 4156, 4124, 4123, 4218, 4221, 4225, 4210, 4209, 4222, 4216, 4195, 9057, 9755, 7912, 10283, 4190, 5340, 5360, 5381, 5489, 4019]
    + [3857, 3395, 6933, 3410, 8857, 8859, 54030, 54009, 3031, 3413, 3995, 3976, 3408, 5041, 5042, 32661, 32761, 6931, 6932, 3573, 3571, 3572, 3574, 3575, 3576]
    + [3035, 3034, 3040, 3041, 3042, 3043, 3044, 3045, 3046, 3047, 3048] + list(range(25828, 25839))
    + list(range(26901, 26924)) + list(range(6328, 6349)) + list(range(3707, 3727)) + list(range(26701, 26723)) + list(range(6330, 6349))
    + [5070, 2163, 9311, 3338, 3310, 3311, 6414, 5069, 6350, 3978, 3979, 3347, 3348, 3005, 2950, 2951, 2952, 2953, 2954, 2955, 2956, 2957, 2958, 2959, 2960, 2961, 2962, 3153, 3154, 3155, 3156, 3157, 3158, 3159, 3160, 3161, 3162, 3400, 3401, 3402, 3403, 3405, 3406, 102001, 102003]
    + list(range(26929, 26999)) + list(range(32100, 32131)) + list(range(2222, 2290)) + list(range(6362, 6627)) + [26985, 2248, 2263, 2229, 3435, 3433, 3646, 3734, 3735]
    + [27700, 31467, 31466, 31468, 31469, 2056, 21781, 5514, 28992, 31370, 3812, 31300, 2154, 27572, 27571, 27573, 27574] + list(range(3942, 3951))
    + [3006, 3007, 3008, 3009, 3010, 3011, 3012, 3013, 3014, 3015, 3016, 3017, 3018, 3021, 2180, 2176, 2177, 2178, 2179, 3067, 3873, 3874, 3875, 3876, 3877, 3878, 3879, 3880, 3881, 3882, 3883, 3884, 3885, 2391, 2392, 2393, 2394, 3301, 3300, 3059, 3346, 23700, 31287, 31254, 31255, 31256, 31257, 31258, 31259, 3763, 3794, 3765, 8687, 2100, 29902, 29903, 2157, 5972, 25830, 2398, 2399, 5243, 4839, 5253, 7415, 3844, 31700, 7801, 7803, 6316, 3912, 3907, 3908, 3909, 6870, 3068, 2169, 3057, 5316, 5972, 5110, 5105, 5106, 5107, 5108, 5109, 5111, 5112, 3416, 3045, 6962, 9947, 9948]
    + list(range(23028, 23039)) + [2062, 2081]
    + list(range(28348, 28359)) + list(range(7846, 7860)) + [3577, 9473, 3111, 3112, 7899, 3308, 8058, 3107, 8059, 20255, 20256]
    + [2193, 27200, 3851] + list(range(2105, 2133))
    + list(range(6669, 6688)) + list(range(2443, 2462)) + list(range(3097, 3102)) + list(range(6688, 6693))
    + [5179, 5181, 5183, 5184, 5185, 5186, 5187, 5188, 5174] + list(range(4491, 4555)) + list(range(2327, 2391)) + [2326, 3826, 3825, 3824, 3414, 4757, 23846] + list(range(23866, 23881))
    + [7755, 24378, 24379, 24380, 24381, 32243, 3148] + list(range(31965, 32000)) + list(range(29168, 29196)) + [5880, 31978, 5343, 5344, 5345, 5346, 5347, 5348, 5349, 22181, 22182, 22183, 22184, 22185, 22186, 22187, 3116, 9377, 5641, 6362, 6372, 5367, 32718]
    + list(range(2046, 2056)) + list(range(22234, 22237)) + [20135, 20136, 20137, 20138, 21035, 21036, 21037, 21095, 21096, 32737, 26191, 26192, 30164, 22991, 22992, 22993, 2039, 6991, 28191, 3822] + list(range(20436, 20441)) + list(range(28402, 28433)) + list(range(5253, 5260)) + list(range(5652, 5656)) + list(range(4647, 4648))
))
FAMILY = [(lambda z: 32600 + z, "north"), (lambda z: 32700 + z, "south")]


# proj4js 2.22 is further than 1 m from PROJ there (test/proj.test.ts).
NOT_IN_PROJ4JS = {9311: "its projection on NAD27 has no exact form here", 32243: "its shift by way of WGS 72 BE is 2.3 m from PROJ"}


def sample_points(area):
    w, s, e, n = area
    if e < w:
        e += 360
    fractions = [(0.5, 0.5), (0.15, 0.2), (0.85, 0.2), (0.15, 0.8), (0.85, 0.8)]
    points = []
    for fx, fy in fractions:
        lon, lat = w + (e - w) * fx, s + (n - s) * fy
        points.append(((lon + 180) % 360 - 180, max(-89.5, min(89.5, lat))))
    return points


def reference(crs, area):
    """The best operation without grids: coordinates of crs -> WGS 84 degrees."""
    w, s, e, n = area
    group = TransformerGroup(crs, CRS.from_epsg(4326), always_xy=True, area_of_interest=AreaOfInterest(w, s, e, n))
    if not group.transformers:
        return None, None
    best = group.transformers[0]
    global BETTER_GRID
    BETTER_GRID = None
    for operation in group.unavailable_operations:
        grids = [g.short_name for step in (operation.operations or (operation,)) for g in step.grids] or [g.short_name for g in operation.grids]
        if grids and 0 <= operation.accuracy < best.accuracy:
            BETTER_GRID = [grids[0], operation.accuracy]
            break
    return best, (best.accuracy if best.accuracy is not None and best.accuracy >= 0 else None)


def helmerts(transformer):
    text = transformer.definition or ""
    out = []
    for step in text.split("step"):
        if "proj=helmert" in step:
            get = lambda key: float((re.search(rf"\b{key}=(-?[\d.eE+-]+)", step) or [0, 0])[1])
            x, y, z, rx, ry, rz, sc = (get(k) for k in ("x", "y", "z", "rx", "ry", "rz", "s"))
            if "convention=coordinate_frame" in step:
                rx, ry, rz = -rx, -ry, -rz
            sign = -1 if "inv" in step.split() else 1
            out.append([sign * v for v in (x, y, z, rx, ry, rz, sc)])
    return out


def strip_datum(text):
    keep = [part for part in text.split() if not re.match(r"\+(datum|towgs84|nadgrids|no_defs|type|wktext|geoidgrids|vunits|vto_meter)", part)]
    return keep


def candidates(crs, transformer):
    text = crs.to_proj4()
    if not text:
        return []
    parts = strip_datum(text)
    if not any(part.startswith(("+ellps", "+a=", "+R=")) for part in parts):
        ellipsoid = crs.ellipsoid
        if "+datum=WGS84" in text:
            parts.append("+ellps=WGS84")
        elif "+datum=NAD83" in text:
            parts.append("+ellps=GRS80")
        elif "+datum=NAD27" in text:
            parts.append("+ellps=clrk66")
        elif ellipsoid is not None:
            parts += [f"+a={ellipsoid.semi_major_metre!r}", f"+rf={ellipsoid.inverse_flattening!r}"]
    base = " ".join(parts)
    out = []
    if "+R=" not in base:
        for h in helmerts(transformer):
            shift = ",".join(f"{v:.10g}" for v in (h if any(h[3:]) else h[:3]))
            out.append(f"{base} +towgs84={shift}")
        out.append(f"{base} +towgs84=0,0,0")
    out.append(base + (" +nadgrids=@null" if crs.to_epsg() == 3857 else ""))
    return out


def metres(a, b):
    dlat = math.radians(a[1] - b[1]) * 6371008.8
    dlon = math.radians((a[0] - b[0] + 180) % 360 - 180) * 6371008.8 * math.cos(math.radians(a[1]))
    return math.hypot(dlat, dlon)


def family_of(code):
    if 32601 <= code <= 32660 or 32701 <= code <= 32760:
        return True
    return False


def entry(code):
    try:
        crs = CRS.from_epsg(code)
    except Exception:
        return None
    if crs.area_of_use is None:
        return None
    if code in NOT_IN_PROJ4JS:
        return {"code": code, "name": crs.name, "refused": NOT_IN_PROJ4JS[code]}
    if len(crs.axis_info) > 2 or crs.is_geocentric:
        return None
    u = crs.area_of_use
    area = (u.west, u.south, u.east, u.north)
    to_wgs84, accuracy = reference(crs, area)
    better = BETTER_GRID
    if to_wgs84 is None:
        return {"code": code, "name": crs.name, "refused": "PROJ has no operation without a grid"}
    points = sample_points(area)
    pairs = []
    for lon, lat in points:
        x, y = to_wgs84.transform(lon, lat, direction="INVERSE")
        back = to_wgs84.transform(x, y)
        if all(map(math.isfinite, (x, y, *back))) and metres(back, (lon, lat)) < 0.01:
            pairs.append(((x, y), (lon, lat)))
    if len(pairs) < 2:
        return {"code": code, "name": crs.name, "refused": "PROJ cannot invert it over its area of use"}
    best = None
    for text in candidates(crs, to_wgs84):
        try:
            t = Transformer.from_crs(CRS.from_string(text + " +no_defs +type=crs"), CRS.from_string("+proj=longlat +ellps=WGS84 +towgs84=0,0,0 +no_defs +type=crs"), always_xy=True)
            error = max(metres(t.transform(x, y), lonlat) for (x, y), lonlat in pairs)
        except Exception:
            continue
        if math.isfinite(error) and (best is None or error < best[0]):
            best = (error, text)
    if best is None or best[0] > LIMIT:
        return {"code": code, "name": crs.name, "refused": f"no projection with a Helmert shift stays within {LIMIT} m of PROJ" if best is None or not math.isfinite(best[0]) else f"the best projection with a Helmert shift is {best[0]:.1f} m from PROJ"}
    axis = crs.axis_info[0]
    return {"code": code, "name": crs.name, "proj": best[1], "accuracy": accuracy, "area": [round(v, 2) for v in area],
            "unit": axis.unit_name, "factor": axis.unit_conversion_factor, "geographic": crs.is_geographic, "grid": better, "points": pairs}


CUSTOM = [
    "+proj=tmerc +lat_0=10 +lon_0=-3.5 +k=0.9998 +x_0=12345 +y_0=-6789 +ellps=GRS80 +towgs84=0,0,0 +units=m",
    "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=39 +lon_0=-96 +x_0=609601.2192 +y_0=0 +datum=NAD83 +units=us-ft",
    "+proj=laea +lat_0=45 +lon_0=-100 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=aea +lat_1=20 +lat_2=-23 +lat_0=0 +lon_0=25 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=stere +lat_0=90 +lat_ts=71 +lon_0=-39 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=sterea +lat_0=46.5 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000 +datum=WGS84 +units=m",
    "+proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +datum=WGS84 +units=m",
    "+proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=eqc +lat_ts=40 +lat_0=0 +lon_0=10 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158 +gamma=53.1301 +k=0.99984 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
    "+proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +datum=WGS84 +units=m",
    "+proj=cass +lat_0=31.73 +lon_0=35.21 +x_0=170251 +y_0=126867 +datum=WGS84 +units=m",
    "+proj=utm +zone=33 +datum=WGS84 +units=m",
]
NATIONAL = [27700, 31467, 2056, 28992, 2180, 2154, 27572, 5514, 3021, 29902, 31287, 2263]


def wkt_cases():
    """WKT of systems, the codes taken out, with points in them and in degrees."""
    cases = []
    strip = lambda wkt: re.sub(r',\s*ID\["EPSG",\d+(,[^\]]*)?\]', "", wkt)
    for text in CUSTOM:
        crs = CRS.from_string(text + " +no_defs +type=crs")
        t = Transformer.from_crs(crs, CRS.from_epsg(4326), always_xy=True)
        lon0 = float((re.search(r"lon(?:_0|c)=(-?[\d.]+)", text) or [0, "15"])[1])
        lat0 = float((re.search(r"lat_0=(-?[\d.]+)", text) or [0, "48"])[1]) or 5
        lat0 = 80 if lat0 == 90 else lat0
        points = []
        for dx, dy in ((0.5, 0.3), (-1, 1), (2, -1.5)):
            x, y = t.transform(lon0 + dx, lat0 + dy, direction="INVERSE")
            points.append([round(x, 4), round(y, 4), lon0 + dx, lat0 + dy])
        for version in ("WKT2_2019", "WKT1_GDAL"):
            try:
                cases.append({"name": text.split()[0][6:], "version": version, "wkt": strip(crs.to_wkt(version)), "points": points})
            except Exception as error:
                print("no", version, "for", text, error)
    for code in NATIONAL:
        e = entry(code)
        points = [[*(round(v, 4) for v in xy), *(round(v, 9) for v in ll)] for xy, ll in e["points"]]
        cases.append({"name": f"EPSG:{code} without codes", "version": "WKT2_2019", "wkt": strip(CRS.from_epsg(code).to_wkt("WKT2_2019")), "points": points})
    return cases


def main():
    entries = [e for e in (entry(code) for code in CODES if not family_of(code)) if e]
    good = [e for e in entries if "proj" in e]
    bad = [e for e in entries if "refused" in e]
    rows = []
    for e in good:
        accuracy = "null" if e["accuracy"] is None else f"{e['accuracy']:g}"
        rows.append(f'  [{e["code"]}, {json.dumps(e["name"], ensure_ascii=False)}, {json.dumps(e["proj"])}, {accuracy}, {json.dumps(e["area"])}{"" if e["grid"] is None else ", " + json.dumps(e["grid"])}],')
    refused = [f'  [{e["code"]}, {json.dumps(e["name"], ensure_ascii=False)}, {json.dumps(e["refused"])}],' for e in bad]
    out = HERE / "src/internal/epsg-table.ts"
    out.write_text(
        "// Written by scripts/generate.py from PROJ 9.5.1 and the EPSG Dataset v11.022 in it (IOGP, epsg.org). Do not edit.\n"
        "/** Code, name, PROJ string with its shift to WGS 84, accuracy of that shift in metres, area of use [west, south, east, north], a grid that would be more exact. */\n"
        "export type EpsgRow = readonly [\n  code: number,\n  name: string,\n  definition: string,\n  accuracyMetres: number | null,\n  area: readonly [number, number, number, number],\n  betterGrid?: readonly [name: string, accuracyMetres: number],\n];\n\n"
        "/** Systems that stay within 1 m of PROJ. UTM on WGS 84 (326xx, 327xx) is computed. */\n"
        "export const EPSG_ROWS: readonly EpsgRow[] = [\n" + "\n".join(rows) + "\n];\n\n"
        "/** Systems that are known and refused: code, name, reason. */\n"
        "export const REFUSED_ROWS: readonly (readonly [code: number, name: string, reason: string])[] = [\n" + "\n".join(refused) + "\n];\n")
    for zone in (1, 10, 18, 31, 32, 33, 45, 60):
        for base in (32600, 32700):
            e = entry(base + zone)
            good.append(e)
    fixture = {"proj": pyproj.proj_version_str, "points": {str(e["code"]): [[round(v, 7 if e["geographic"] else 2) for v in xy] + [round(v, 7) for v in ll] for xy, ll in e["points"][1:4:2]] for e in good},
               "pairs": []}
    for a, b in ((27700, 3857), (31467, 25832), (2056, 3035), (5514, 3857), (28992, 3035), (26918, 3857), (2263, 32618), (2193, 4326), (3006, 3067), (32632, 25832), (7855, 28355), (6677, 3857)):
        w, s, e, n = CRS.from_epsg(a).area_of_use.bounds
        t = Transformer.from_crs(a, b, always_xy=True, area_of_interest=AreaOfInterest(w, s, e, n))
        g = next(entry for entry in good if entry["code"] == a)
        x, y = g["points"][0][0]
        wgs = TransformerGroup(CRS.from_epsg(b), CRS.from_epsg(4326), always_xy=True).transformers[0]
        lon, lat = g["points"][0][1]
        fixture["pairs"].append([a, b, x, y, *wgs.transform(lon, lat, direction="INVERSE")])
    (HERE / "test/fixtures/wkt.json").write_text(json.dumps(wkt_cases(), separators=(",", ":"), ensure_ascii=False) + "\n")
    units = {str(e["code"]): [e["unit"], e["factor"], e["geographic"]] for e in good if e["unit"] not in ("metre", "degree")}
    fixture["units"] = units
    (HERE / "test/fixtures/proj.json").write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
    print(len(good), "in the table,", len(bad), "refused")
    for e in bad:
        print("  refused", e["code"], e["name"], e["refused"])


main()

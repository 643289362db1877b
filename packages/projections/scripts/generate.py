# /// script
# requires-python = ">=3.11"
# dependencies = ["pyproj==3.7.2", "numpy>=1.26"]
# ///
"""Writes src/internal/epsg-table.ts and test/fixtures from PROJ 9.5.1 (pyproj 3.7.2; no grids, no network).

    python scripts/generate.py && npx biome check --write .

Node 22 must come first on the path.

The reference is what pyproj and GDAL do without a grid file: for each point, the operation whose area holds it, the most
accurate one first. All horizontal systems of the EPSG Dataset are tried. A system enters the table when this package
stays within LIMIT metres of PROJ at 25 points of its area of use, both ways (scripts/distances.ts measures); else it is
listed as refused, with the reason.
"""
import json
import math
import pathlib
import re
import subprocess
import warnings
from multiprocessing import Pool

import numpy as np
import fixtures
import pyproj
from pyproj import CRS, Transformer
from pyproj.database import query_crs_info
from pyproj.enums import PJType
from pyproj.transformer import TransformerGroup

warnings.simplefilter("ignore")
pyproj.network.set_network_enabled(False)
assert pyproj.__version__ == "3.7.2" and pyproj.proj_version_str == "9.5.1"

LIMIT = 0.9
HERE = pathlib.Path(__file__).resolve().parent.parent
WGS84 = CRS.from_epsg(4326)
ARCSECOND = math.pi / 180 / 3600

# Fixtures hold six points of each, and one point of every other system.
LISTED = set(
    [3857, 3395, 4258, 4269, 4283, 7844, 4267, 4230, 3035, 3034, 5070, 2163, 3338, 3310, 6350, 3978, 3979, 3347, 3005]
    + [2229, 2248, 2263, 3435, 26985, 6539, 27700, 31466, 31467, 31468, 31469, 2056, 21781, 5514, 28992, 31370, 3812, 2154]
    + [27572, 27571, 3006, 3021, 2180, 2176, 2177, 3067, 2393, 3301, 3059, 3346, 23700, 31287, 31256, 31254, 3763, 2100]
    + [3794, 3765, 29902, 29903, 2157, 5243, 4839, 3844, 7801, 3907, 3912, 3416, 6316, 5105, 5972, 3577, 3111, 3112, 7899]
    + [9473, 2193, 27200, 3851, 5179, 5186, 5174, 5181, 7755, 3826, 2326, 3414, 5880, 22185, 5345, 9377, 3116, 6372, 5367]
    + [2039, 6991, 2062, 3031, 3413, 3995, 5041, 5042, 32661, 6931, 6932, 6933, 3408, 3571, 8857, 20255, 20256, 22234, 32243]
    + [32601, 32618, 32632, 32633, 32660, 32701, 32733, 32755, 25828, 25832, 25833, 25838, 26910, 26918, 6344, 26710, 26717]
    + [26703, 23030, 23031, 23033, 31983, 31978, 29193, 28350, 28355, 7855, 4547, 4490, 6677, 2450, 2048, 2053, 21037, 28409]
    + list(range(3942, 3951))
)


def grid(area, fractions):
    west, south, east, north = area
    east += 360 if east < west else 0
    return [
        (round((west + (east - west) * fx + 180) % 360 - 180, 6), round(max(-89.5, min(89.5, south + (north - south) * fy)), 6))
        for fy in fractions
        for fx in fractions
    ]


FRACTIONS = [0.04 + 0.23 * step for step in range(5)]


def facts(code):
    """What PROJ says of a system, and 25 points of it."""
    crs = CRS.from_epsg(code)
    base = crs.geodetic_crs
    fact = {"code": code, "name": crs.name, "base": base.to_epsg(), "geographic": crs.is_geographic, "reason": None}
    fact["area"] = [round(v, 2) for v in crs.area_of_use.bounds]
    fact["method"] = None if crs.is_geographic else crs.coordinate_operation.method_name
    fact["unit"] = crs.axis_info[0].unit_conversion_factor if not crs.is_geographic else None
    if fact["base"] is None:
        return {**fact, "reason": "its geographic system is not one of the EPSG Dataset"}
    if crs.is_geographic and abs(crs.axis_info[0].unit_conversion_factor - math.pi / 180) > 1e-12:
        return {**fact, "reason": f"its coordinates are in {crs.axis_info[0].unit_name}s, degrees are computed"}
    try:
        fact["text"] = crs.to_proj4()
        to_degrees = Transformer.from_crs(crs, WGS84, always_xy=True)
    except Exception:
        return {**fact, "reason": f'its method "{fact["method"]}" has no form that can be computed here'}
    scale = float((re.search(r"\+k(?:_0)?=(\S+)", fact["text"]) or [0, 1])[1])
    if scale < 0.5:
        return {**fact, "reason": f"PROJ 9.5.1 gives it the scale {scale:g}, which is an error of its database"}
    lon, lat = zip(*grid(fact["area"], FRACTIONS))
    x, y = to_degrees.transform(lon, lat, direction="INVERSE")
    back_lon, back_lat = to_degrees.transform(x, y)
    points = [[float(v) for v in point] for point in zip(lon, lat, x, y, back_lon, back_lat)]
    fact["points"] = [point for point in points if all(map(math.isfinite, point))]
    if len(fact["points"]) < 5:
        return {**fact, "reason": "PROJ cannot compute it over its area of use"}
    return fact


# --- shifts of a geographic system to WGS 84 ---------------------------------------------------------------------------


def geocentric(ellipsoid, lon, lat):
    a, rf = ellipsoid
    e2 = 0 if not rf else (2 - 1 / rf) / rf
    lon, lat = np.radians(lon), np.radians(lat)
    n = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return np.stack([n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - e2) * np.sin(lat)], 1)


def fitted(ellipsoid, operation, area):
    """The seven parameters (position vector) that repeat an operation over its area: east and north, heights are lost."""
    lon, lat = map(np.array, zip(*grid(area, FRACTIONS)))
    target_lon, target_lat = map(np.array, operation(lon, lat))
    if not np.isfinite([*target_lon, *target_lat]).all():
        return None
    source, target = geocentric(ellipsoid, lon, lat), geocentric((6378137, 298.257223563), target_lon, target_lat)
    a, p = np.radians(target_lon), np.radians(target_lat)
    east = np.stack([-np.sin(a), np.cos(a), 0 * a], 1)
    north = np.stack([-np.sin(p) * np.cos(a), -np.sin(p) * np.sin(a), np.cos(p)], 1)
    x, y, z = source.T
    slope = np.zeros((len(x), 3, 7))
    slope[:, 0, 0] = slope[:, 1, 1] = slope[:, 2, 2] = 1
    slope[:, :, 3] = np.stack([0 * x, -z, y], 1) * ARCSECOND
    slope[:, :, 4] = np.stack([z, 0 * x, -x], 1) * ARCSECOND
    slope[:, :, 5] = np.stack([-y, x, 0 * x], 1) * ARCSECOND
    slope[:, :, 6] = source * 1e-6
    matrix = np.concatenate([np.einsum("ni,nij->nj", way, slope) for way in (east, north)])
    wanted = np.concatenate([(way * (target - source)).sum(1) for way in (east, north)])
    three = np.linalg.lstsq(matrix[:, :3], wanted, rcond=None)[0]
    if np.abs(matrix[:, :3] @ three - wanted).max() < 0.05:
        return [*three, 0, 0, 0, 0]
    scale = np.array([1, 1, 1, 30, 30, 30, 6.4])
    return list(np.linalg.lstsq(matrix / scale, wanted, rcond=1e-9)[0] / scale)


def written(operation):
    """The Helmert parameters of an operation of one step, by the position vector convention of +towgs84."""
    steps = [step for step in (operation.definition or "").split("step") if "proj=helmert" in step]
    if len(steps) != 1 or re.search(r"molobadekas|hgridshift|geogoffset|affine|horner|poly|gridshift", operation.definition):
        return None
    get = lambda key: float((re.search(rf"\b{key}=(-?[\d.eE+-]+)", steps[0]) or [0, 0])[1])
    values = [get(key) for key in ("x", "y", "z", "rx", "ry", "rz", "s")]
    if "convention=coordinate_frame" in steps[0]:
        values[3:6] = [-v for v in values[3:6]]
    return [-v for v in values] if "inv" in steps[0].split() else values


def shift_text(values):
    values = [0.0 if abs(v) < 1e-9 else v for v in values]
    return ",".join(f"{v:.9g}" for v in (values if any(values[3:]) else values[:3]))


def ellipsoid_text(crs):
    """In numbers: proj4js takes WGS 84 for names that it does not know, WGS72 among them."""
    return f"{crs.ellipsoid.semi_major_metre:.15g},{crs.ellipsoid.inverse_flattening:.15g}"


GEOCENTRIC = ("GRS 1980", "WGS 84", "CGCS2000", "GSK-2011")


def datum(code):
    """A geographic system: ellipsoid, prime meridian, shifts, grids that would be better, other names."""
    crs = CRS.from_epsg(code)
    meridian = crs.prime_meridian.longitude * crs.prime_meridian.unit_conversion_factor * 180 / math.pi
    row = {"code": code, "name": crs.name, "ellipsoid": ellipsoid_text(crs), "meridian": f"{meridian:.12g}", "shifts": []}
    row["names"] = sorted(datum_names(crs) - {plain(crs.name)})
    row["shifts"], row["grids"] = shifts_between(crs, WGS84)
    if crs.ellipsoid.name in GEOCENTRIC or (not row["shifts"] and re.search("phere|Unspecified|Popular|Hughes", crs.name)):
        row["shifts"].append(("-1", [-180, -90, 180, 90], "@null"))  # as PROJ does where it knows no better
        row["grids"].append([])
    row["direct"] = {target: shifts_between(crs, CRS.from_epsg(target)) for target in DIRECT.get(code, DIRECT_FROM_OTHERS) if target != code}
    return row


# Systems that are as good as WGS 84, and to which PROJ knows shifts of its own: ETRS89, and GDA2020 from GDA94.
DIRECT = {4283: (7844,), 4326: ()}
DIRECT_FROM_OTHERS = (4258,)


def shifts_between(crs, target):
    """The shifts of PROJ that need no grid: accuracy, area, parameters; and for each a grid that would be better."""
    size = (crs.ellipsoid.semi_major_metre, crs.ellipsoid.inverse_flattening)
    meridian = crs.prime_meridian.longitude * crs.prime_meridian.unit_conversion_factor * 180 / math.pi
    group = TransformerGroup(crs, target, always_xy=True)
    found = []
    for operation in group.transformers:
        use = operation.area_of_use or crs.area_of_use
        if operation.accuracy < 0:
            continue
        area = [round(v, 2) for v in use.bounds]
        plain_degrees = meridian == 0 and crs.axis_info[0].unit_name.startswith("degree")
        values = written(operation) if plain_degrees else None
        if values is None and crs.ellipsoid.name in GEOCENTRIC and "noop" in (operation.definition or ""):
            values = [0] * 7
        if values is None:
            values = fitted(size, from_greenwich(crs, operation, meridian), area)
        if values is None:
            continue
        offshore = "- offshore" in use.name  # as PROJ asks, which has no outlines of coasts
        found.append((f"{operation.accuracy:g}" + ("o" if offshore else ""), area, shift_text(values)))
    return found, better_grids(group, found)


def from_greenwich(crs, operation, meridian):
    """The operation for degrees from Greenwich, whatever the system counts in."""
    per_degree = math.pi / 180 / crs.axis_info[0].unit_conversion_factor
    return lambda lon, lat: operation.transform((lon - meridian) * per_degree, lat * per_degree)


def better_grids(group, shifts):
    """For each shift, the first grid that PROJ would rather take somewhere in its area."""
    grids = []
    for operation in group.unavailable_operations:
        names = [g.short_name for step in (operation.operations or (operation,)) for g in step.grids] or [g.short_name for g in operation.grids]
        if names and operation.accuracy >= 0 and operation.area_of_use is not None:
            grids.append((operation.accuracy, names[0], operation.area_of_use.bounds))
    grids.sort(key=lambda item: item[0])
    return [[(name, accuracy) for accuracy, name, bounds in grids if accuracy < float(shift[0].rstrip("o")) and meets(bounds, shift[1])][:1] for shift in shifts]


def meets(a, b):
    spans = lambda r: [(r[0], r[2])] if r[0] <= r[2] else [(r[0], 180), (-180, r[2])]
    return a[1] < b[3] and b[1] < a[3] and any(p[0] < q[1] and q[0] < p[1] for p in spans(a) for q in spans(b))


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def datum_names(crs):
    """Names of the system and its datum in WKT of every dialect."""
    names = set()
    for version in ("WKT2_2019", "WKT1_GDAL", "WKT1_ESRI"):
        try:
            wkt = crs.to_wkt(version)
        except Exception:
            continue
        for keyword in ("GEOGCRS", "GEODCRS", "GEOGCS", "DATUM", "ENSEMBLE"):
            if found := re.search(rf'\b{keyword}\["([^"]*)"', wkt):
                names.add(plain(re.sub(r"^(GCS|D)_", "", found[1])).removesuffix("ensemble"))
    return names


# --- the table ---------------------------------------------------------------------------------------------------------

OWN = r"\+(datum|towgs84|nadgrids|no_defs|type|wktext|geoidgrids|vunits|vto_meter|ellps|a|b|rf|pm)(=|$)"


def conversion(fact):
    """The projection of a PROJ string, without its datum; a sphere of its own stays."""
    text = fact["text"]
    parts = [part[1:] for part in text.split() if not re.match(OWN, part)]
    if sphere := re.search(r"\+a=(\S+) .*\+b=\1( |$)", text):
        parts.append(f"R={sphere[1]}")
    parts[0] = parts[0].removeprefix("proj=")
    parts = [part for part in parts if not re.match(r"(units|to_meter)=|(x_0|y_0|lat_0)=0$", part)]
    return " ".join(parts + ([] if fact["unit"] == 1 else [f"to_meter={fact['unit']!r}"]))


class Indexed:
    """Texts that many rows share, by number."""

    def __init__(self):
        self.texts = {}

    def index(self, text):
        return self.texts.setdefault(text, len(self.texts))

    def lines(self):
        return "\n".join(self.texts)


def area_text(area):
    return ",".join(f"{v:.4g}" if abs(v) < 100 else f"{v:.5g}" for v in area)


def table(taken, refused, datums):
    areas, conversions, titles, reasons, systems = Indexed(), Indexed(), Indexed(), Indexed(), []
    names = {row["code"]: row["name"] for row in datums}
    for fact in taken:
        prefix = names.get(fact["base"], "") + " / "
        name = fact["name"].replace(prefix, "/", 1) if fact["name"].startswith(prefix) else fact["name"]
        projection = "" if fact["geographic"] else str(conversions.index(conversion(fact)))
        systems.append(f'{fact["code"]}|{fact["base"]}|{projection}|{areas.index(area_text(fact["area"]))}|{titles.index(name)}')
    bases = {fact["base"] for fact in taken}
    written_shifts = lambda shifts, grids: ";".join(
        " ".join([accuracy, str(areas.index(area_text(area))), text, *(f"{name}:{exact:g}" for name, exact in grid)])
        for (accuracy, area, text), grid in zip(shifts, grids)
    )
    rows = [row for row in datums if row["code"] in bases]
    lines = [f'{row["code"]}|{row["ellipsoid"]}|{row["meridian"]}|{written_shifts(row["shifts"], row["grids"])}|{",".join(row["names"])}|{row["name"]}' for row in rows]
    direct = [f'{row["code"]}|{target}|{written_shifts(*found)}' for row in rows for target, found in row["direct"].items() if found[0]]
    refusals = [f'{fact["code"]}|{fact["name"]}|{reasons.index(fact["reason"])}' for fact in refused]
    literal = lambda lines: "`" + lines.replace("\\", "\\\\").replace("`", "\\`") + "`"
    (HERE / "src/internal/epsg-table.ts").write_text(
        "// Written by scripts/generate.py from PROJ 9.5.1 and the EPSG Dataset v11.022 in it (IOGP, epsg.org). Do not edit.\n\n"
        "/** West, south, east, north in degrees. */\n"
        f"export const AREAS : string = {literal(areas.lines())};\n\n"
        "/** Projections as PROJ writes them, less `proj=`, metres and zeros. */\n"
        f"export const CONVERSIONS : string = {literal(conversions.lines())};\n\n"
        "/**\n * Geographic systems: code, ellipsoid, prime meridian, shifts to WGS 84, other names, name. A shift is its accuracy in\n"
        " * metres (-1: it is taken for granted; o: meant for the sea), its area, `towgs84` (`@null`: none), and a grid that would be more exact.\n */\n"
        f"export const DATUMS : string = {literal(chr(10).join(lines))};\n\n"
        "/** Shifts that PROJ takes from one geographic system to another, not over WGS 84: both codes, shifts. */\n"
        f"export const DIRECT: string = {literal(chr(10).join(direct))};\n\n"
        "/** Names; before a slash goes the name of the geographic system. */\n"
        f"export const NAMES: string = {literal(titles.lines())};\n\n"
        "/** Code, code of the geographic system, projection (nothing: degrees), area, name. */\n"
        f"export const SYSTEMS : string = {literal(chr(10).join(systems))};\n\n"
        "/** Why systems are refused. */\n"
        f"export const REASONS : string = {literal(reasons.lines())};\n\n"
        "/** Systems that are refused: code, name, reason. */\n"
        f"export const REFUSED : string = {literal(chr(10).join(refusals))};\n"
    )


def measured(facts_of):
    """How far this package is from PROJ in metres, and the points that it refuses, by code."""
    lines = "\n".join(json.dumps({"code": fact["code"], "points": fact["points"]}) for fact in facts_of)
    command = ["node", "-C", "@undercoat/source", str(HERE / "scripts/distances.ts")]
    output = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=HERE).stdout
    return {code: (distance, refused) for code, distance, refused in map(json.loads, output.splitlines())}


def judged(all_facts):
    for code, (distance, refused) in measured([fact for fact in all_facts if fact["reason"] is None]).items():
        fact = next(fact for fact in all_facts if fact["code"] == code)
        places = len(fact["points"])
        fact["points"] = [point for index, point in enumerate(fact["points"]) if index not in refused]
        if isinstance(distance, str):
            fact["reason"] = f'proj4js does not compute its method "{fact["method"]}"'
        elif len(refused) > places / 2:
            fact["reason"] = f"{len(refused)} of {places} places of its area have no known shift to WGS 84 or no answer of proj4js"
        elif not distance <= LIMIT:
            fact["reason"] = "it was up to %s m from PROJ where it was compared" % (f"{distance:.0f}" if distance >= 10 else f"{distance:.1f}")


def main():
    kinds = (PJType.PROJECTED_CRS, PJType.GEOGRAPHIC_2D_CRS)
    codes = sorted({int(info.code) for kind in kinds for info in query_crs_info("EPSG", kind, allow_deprecated=True)})
    with Pool() as pool:
        all_facts = pool.map(facts, codes, chunksize=16)
        bases = sorted({fact["base"] for fact in all_facts if fact["base"] is not None})
        datums = pool.map(datum, bases, chunksize=4)
    shifted = {row["code"] for row in datums if row["shifts"]}
    for fact in all_facts:
        if fact["reason"] is None and fact["base"] not in shifted:
            fact["reason"] = "the EPSG Dataset knows no shift of its datum to WGS 84 that can be computed without a grid"
    split = lambda: ([f for f in all_facts if f["reason"] is None], [f for f in all_facts if f["reason"] is not None])
    table(*split(), datums)
    judged(all_facts)
    table(*split(), datums)
    taken, refused = split()
    print(len(taken), "taken,", len(refused), "refused")
    fixtures.write(HERE / "test/fixtures", taken, LISTED)


if __name__ == "__main__":
    main()

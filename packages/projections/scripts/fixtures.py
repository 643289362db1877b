"""What the tests compare with; written by generate.py, with the versions that its head names."""
import json
import math
import re

from pyproj import CRS, Transformer

# Systems that files are reprojected to, beside WGS 84.
TARGETS = (3035, 25832, 5070, 6350, 26918, 7855, 28355, 2193, 31983, 6677, 4547, 2154, 27700)

PROJECTIONS = [
    "+proj=tmerc +lat_0=10 +lon_0=-3.5 +k=0.9998 +x_0=12345 +y_0=-6789",
    "+proj=utm +zone=33 +south",
    "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=39 +lon_0=-96 +x_0=609601.2192 +units=us-ft",
    "+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=2.337 +k_0=0.99987742 +x_0=600000 +y_0=2200000",
    "+proj=laea +lat_0=45 +lon_0=-100",
    "+proj=laea +lat_0=90 +lon_0=10",
    "+proj=aea +lat_1=20 +lat_2=-23 +lat_0=0 +lon_0=25 +units=ft",
    "+proj=stere +lat_0=90 +lat_ts=71 +lon_0=-39",
    "+proj=stere +lat_0=-90 +k=0.994 +lon_0=0 +x_0=2000000 +y_0=2000000",
    "+proj=sterea +lat_0=46.5 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000",
    "+proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000",
    "+proj=merc +lat_ts=42 +lon_0=51",
    "+proj=cea +lat_ts=30 +lon_0=10",
    "+proj=eqc +lat_ts=40 +lon_0=10",
    "+proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158 +gamma=53.1301 +k=0.99984",
    "+proj=omerc +no_uoff +lat_0=57 +lonc=-133.6667 +alpha=323.1301 +gamma=323.1301 +k=0.9999 +x_0=5000000 +y_0=-5000000",
    "+proj=somerc +lat_0=46.95 +lon_0=7.44 +x_0=2600000 +y_0=1200000",
    "+proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000",
    "+proj=cass +lat_0=31.73 +lon_0=35.21 +x_0=170251 +y_0=126867",
    "+proj=aeqd +lat_0=48 +lon_0=11",
    "+proj=eqdc +lat_0=40 +lon_0=-96 +lat_1=20 +lat_2=60",
    "+proj=moll +lon_0=20",
    "+proj=robin +lon_0=20",
    "+proj=sinu +lon_0=20",
    "+proj=eqearth +lon_0=20",
    "+proj=eck6 +lon_0=20",
    "+proj=vandg +lon_0=20",
    "+proj=mill +lon_0=20",
    "+proj=gnom +lat_0=40 +lon_0=20",
    "+proj=ortho +lat_0=40 +lon_0=20",
    "+proj=bonne +lat_1=40 +lon_0=20",
    "+proj=eck4 +lon_0=20",
    "+proj=wintri +lon_0=20",
]
FIGURES = {
    "WGS 84": "+datum=WGS84",
    "NAD83": "+datum=NAD83",
    "shifted Bessel": "+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7",
    "Paris": "+ellps=clrk80ign +pm=paris +towgs84=-168,-60,320",
}
NATIONAL = (27700, 31467, 2056, 28992, 2180, 2154, 27572, 5514, 5513, 2048, 3021, 29902, 31287, 2263, 26917, 23030, 3857, 5041, 4807, 4277, 4326, 3031, 2401)
DIALECTS = ("WKT2_2019", "WKT1_GDAL", "WKT1_ESRI")


def number(value, digits):
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def line(fact, point):
    digits = 7 if fact["geographic"] else 2
    return ",".join([str(fact["code"]), *(number(v, 6) for v in point[:2]), *(number(v, digits) for v in point[2:4])])


def there_and_back(fact):
    """Points that PROJ brings back: where its shift of a place differs from the one back, there are two truths."""
    return [p for p in fact["points"] if abs(p[0] - p[4]) < 5e-6 and abs(p[1] - p[5]) < 5e-6]


def without_codes(wkt):
    return re.sub(r',\s*(ID|AUTHORITY)\["EPSG",\s*"?\d+"?(,[^\]]*)?\]', "", wkt)


def wkt_case(name, crs, dialect, points):
    try:
        return {"name": name, "dialect": dialect, "wkt": without_codes(crs.to_wkt(dialect)), "points": points}
    except Exception:
        return None


def custom(projection, figure):
    crs = CRS.from_string(f"{projection} {figure} +no_defs +type=crs")
    lon = float((re.search(r"lon(?:_0|c)=(-?[\d.]+)", projection) or [0, "15"])[1]) + (2.337 if "paris" in figure else 0)
    lat = float((re.search(r"lat_(?:0|1)=(-?[\d.]+)", projection) or [0, "48"])[1]) or 5
    lat = math.copysign(80, lat) if abs(lat) == 90 else lat
    to_degrees = Transformer.from_crs(crs, 4326, always_xy=True)
    places = [(lon + dx, lat + dy) for dx, dy in ((0.5, 0.3), (-1, 1), (2, -1.5))]
    return crs, [[*(round(v, 4) for v in to_degrees.transform(*place, direction="INVERSE")), *place] for place in places]


def wkt_cases(taken):
    cases = []
    for projection in PROJECTIONS:
        figures = FIGURES if "lcc" in projection or "tmerc" in projection else {"WGS 84": FIGURES["WGS 84"]}
        for title, figure in figures.items():
            crs, points = custom(projection, figure)
            cases += [wkt_case(f"{projection} on {title}", crs, dialect, points) for dialect in DIALECTS]
    for code in NATIONAL:
        fact = next((fact for fact in taken if fact["code"] == code), None)
        points = [[*p[2:4], *p[:2]] for p in there_and_back(fact)[6:20:6]] if fact else []
        points = [[round(v, 9 if abs(v) < 400 else 4) for v in p] for p in points]
        cases += [wkt_case(f"EPSG:{code} without codes", CRS.from_epsg(code), dialect, points) for dialect in DIALECTS]
    return [case for case in cases if case is not None]


def meets(a, b):
    west, south, east, north = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return None if west >= east or south >= north else ((west + east) / 2, (south + north) / 2)


def is_ballpark(transformer):
    """Whether PROJ knew no shift and left the degrees as they were."""
    try:
        return "allpark" in transformer.get_last_used_operation().description
    except Exception:  # there is but one operation
        return "allpark" in transformer.description


def pairs(taken, listed):
    """Coordinates of one system in another, by PROJ's own way between them, in the middle of what both are meant for."""
    rows = []
    by_code = {fact["code"]: fact for fact in taken}
    for source in sorted(listed & by_code.keys()):
        for target in TARGETS:
            place = meets(by_code[source]["area"], by_code[target]["area"]) if source != target else None
            if place is None:
                continue
            x, y = Transformer.from_crs(4326, source, always_xy=True).transform(*place)
            direct = Transformer.from_crs(source, target, always_xy=True)
            moved = direct.transform(x, y)
            if all(map(math.isfinite, (x, y, *moved))) and not is_ballpark(direct):
                rows.append(f"{source},{target}," + ",".join(number(v, 7 if by_code[source]["geographic"] else 3) for v in (x, y)) + "," + ",".join(number(v, 3) for v in moved))
    return rows


def write(folder, taken, listed):
    many = [line(fact, point) for fact in taken if fact["code"] in listed for point in there_and_back(fact)[::4]]
    one = []
    for fact in taken:
        points = there_and_back(fact)
        if fact["code"] not in listed and points:
            one.append(line(fact, points[fact["code"] % len(points)]))
    third = math.ceil(len(one) / 3)
    (folder / "listed.csv").write_text("\n".join(many) + "\n")
    for part in range(3):
        (folder / f"others-{part + 1}.csv").write_text("\n".join(one[part * third : (part + 1) * third]) + "\n")
    (folder / "pairs.csv").write_text("\n".join(pairs(taken, listed)) + "\n")
    units = {str(fact["code"]): fact["unit"] for fact in taken if fact["unit"] not in (None, 1)}
    (folder / "units.csv").write_text("\n".join(f"{code},{unit!r}" for code, unit in units.items()) + "\n")
    cases = [json.dumps(case, separators=(",", ":"), ensure_ascii=False) for case in wkt_cases(taken)]
    half = len(cases) // 2
    (folder / "wkt-1.jsonl").write_text("\n".join(cases[:half]) + "\n")
    (folder / "wkt-2.jsonl").write_text("\n".join(cases[half:]) + "\n")

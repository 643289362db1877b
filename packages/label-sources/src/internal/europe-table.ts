import type { LabelSource } from "../label-source.ts";
import { type ClassRow, github, source } from "./source-rows.ts";

const corine = github(
  "google/earthengine-catalog",
  "1baebf6ef649b32b1271439e275596dc476bd00c",
  "catalog/COPERNICUS/COPERNICUS_CORINE_V20_100m.jsonnet",
);
const corineQgis = github(
  "Deltares/hydromt_wflow",
  "1efe95c1bd04317d50f26661edb113c91fbbf4f9",
  "examples/legends/CLC2018_CLC2018_V2018_20_QGIS.txt",
);
const corineCodes = github(
  "FAO-SID/SOC-Mapping-Cookbook",
  "ad73f93a27a67a20626724ee3b100bebab057c25",
  "data/clc_legend.csv",
);
const cromss = github("zhu-xlab/CromSS", "2bea271bc594c4bac6749b6e8d1349358c5d4aee", "README.md");
const cromssLabels = github(
  "zhu-xlab/CromSS",
  "f48f0df3b11c311093d47d10f6936522e6bf0ba4",
  "data_prepare/data_check_SSL4EO/get_osm_labels/1-download_osm_labels_with_wms_accord_csv_and_crop_train.py",
);
const cromssDataset = github(
  "zhu-xlab/CromSS",
  "f48f0df3b11c311093d47d10f6936522e6bf0ba4",
  "dataset/dwosm_dataset_lmdb.py",
);
const landCoverAi = github(
  "torchgeo/torchgeo",
  "622f8229e4df3ef0a34f97d932cb4f55dc2a30a6",
  "torchgeo/datasets/landcoverai.py",
);
const osmlanduseR = github("aduhour/osmlanduseR", "10165c37413728df9872b855e685ed8faf8d7585", "R/data.R");
const spotlines = github(
  "davidevecchi/spotlines",
  "22fd96ae94e8aaafdb86f10e954122b3cedc7cb8",
  "backend/landuse.py",
);

const CORINE: readonly ClassRow[] = [
  [111, "Continuous urban fabric", "e6004d"],
  [112, "Discontinuous urban fabric", "ff0000"],
  [121, "Industrial or commercial units", "cc4df2"],
  [122, "Road and rail networks and associated land", "cc0000"],
  [123, "Port areas", "e6cccc"],
  [124, "Airports", "e6cce6"],
  [131, "Mineral extraction sites", "a600cc"],
  [132, "Dump sites", "a64d00"],
  [133, "Construction sites", "ff4dff"],
  [141, "Green urban areas", "ffa6ff"],
  [142, "Sport and leisure facilities", "ffe6ff"],
  [211, "Non-irrigated arable land", "ffffa8"],
  [212, "Permanently irrigated land", "ffff00"],
  [213, "Rice fields", "e6e600"],
  [221, "Vineyards", "e68000"],
  [222, "Fruit trees and berry plantations", "f2a64d"],
  [223, "Olive groves", "e6a600"],
  [231, "Pastures", "e6e64d"],
  [241, "Annual crops associated with permanent crops", "ffe6a6"],
  [242, "Complex cultivation patterns", "ffe64d"],
  [243, "Land principally occupied by agriculture, with significant areas of natural vegetation", "e6cc4d"],
  [244, "Agro-forestry areas", "f2cca6"],
  [311, "Broad-leaved forest", "80ff00"],
  [312, "Coniferous forest", "00a600"],
  [313, "Mixed forest", "4dff00"],
  [321, "Natural grasslands", "ccf24d"],
  [322, "Moors and heathland", "a6ff80"],
  [323, "Sclerophyllous vegetation", "a6e64d"],
  [324, "Transitional woodland-shrub", "a6f200"],
  [331, "Beaches, dunes, sands", "e6e6e6"],
  [332, "Bare rocks", "cccccc"],
  [333, "Sparsely vegetated areas", "ccffcc"],
  [334, "Burnt areas", "000000"],
  [335, "Glaciers and perpetual snow", "a6e6cc"],
  [411, "Inland marshes", "a6a6ff"],
  [412, "Peat bogs", "4d4dff"],
  [421, "Salt marshes", "ccccff"],
  [422, "Salines", "e6e6ff"],
  [423, "Intertidal flats", "a6a6e6"],
  [511, "Water courses", "00ccf2"],
  [512, "Water bodies", "80f2e6"],
  [521, "Coastal lagoons", "00ffa6"],
  [522, "Estuaries", "a6ffe6"],
  [523, "Sea and ocean", "e6f2ff"],
];

/** Products of Europe, and the map made of OpenStreetMap data. */
export const EUROPEAN_SOURCES: readonly LabelSource[] = [
  source({
    id: "corine",
    title: "CORINE Land Cover (CLC), level 3, codes 111 to 523",
    classes: CORINE,
    nodataValues: [990, 995, 999],
    licence: "full, open and free access (Regulation (EU) No 1159/2013)",
    attribution:
      "free of charge for commercial and non-commercial purposes, provided that the source is acknowledged; copyright holder: European Environment Agency",
    citeAs: null,
    resolutionMetres: 100,
    epoch: "1990, 2000, 2006, 2012, 2018",
    citations: [
      corine(
        "Earth Engine catalogue, COPERNICUS/CORINE/V20/100m",
        "codes",
        "names",
        "colours",
        "licence",
        "resolution",
        "epoch",
      ),
      corineQgis("hydromt_wflow, QGIS legend CLC2018 V2018_20", "codes", "names", "colours", "nodata"),
      corineCodes("Legend with codes 1 to 44 and 111 to 523", "codes", "names", "colours", "nodata"),
      {
        title: "OpenStreetMap wiki, Corine Land Cover",
        where: "https://wiki.openstreetmap.org/wiki/Corine_Land_Cover",
        readFor: ["attribution"],
      },
    ],
    gaps: [
      "Dump sites are a64d00 in the legend of the raster, a64dcc in Earth Engine; the first stands here.",
      "Codes 990 and 995 are unclassified land surface and unclassified water bodies: they stand under the nodata codes.",
      "The rasters of the producer number the classes from 1 to 44: corine-grid.",
    ],
  }),
  source({
    id: "corine-grid",
    title: "CORINE Land Cover (CLC), raster codes 1 to 44 (GRID_CODE)",
    classes: CORINE.map(([, ...named], index): ClassRow => [index + 1, ...named]),
    nodataValues: [48, 49, 50],
    licence: "full, open and free access (Regulation (EU) No 1159/2013)",
    attribution:
      "free of charge for commercial and non-commercial purposes, provided that the source is acknowledged; copyright holder: European Environment Agency",
    citeAs: null,
    resolutionMetres: 100,
    epoch: "1990, 2000, 2006, 2012, 2018",
    citations: [
      corineCodes("Legend with codes 1 to 44 and 111 to 523", "codes", "names", "colours", "nodata"),
      corine("Earth Engine catalogue, COPERNICUS/CORINE/V20/100m", "names", "licence", "resolution", "epoch"),
      {
        title: "OpenStreetMap wiki, Corine Land Cover",
        where: "https://wiki.openstreetmap.org/wiki/Corine_Land_Cover",
        readFor: ["attribution"],
      },
    ],
    gaps: [
      "Codes 49 and 50 are unclassified land surface and unclassified water bodies: they stand under the nodata codes.",
    ],
  }),
  source({
    id: "osm-landuse-13",
    title: "OSM Landuse, 13 classes after CORINE level 2, as in SSL4EO-S12@OSM of NoLDO-S12",
    classes: [
      [1, "Urban fabric", "e6004d"],
      [2, "Arable land", "ffffa8"],
      [3, "Forests", "4dff00"],
      [4, "Industrial, commercial and transport units", "cc4df2"],
      [5, "Artificial, non-agricultural vegetated areas", "ffa6ff"],
      [6, "Mine, dump and construction sites", "a600cc"],
      [7, "Pastures", "e6e64d"],
      [8, "Permanent crops", "e68000"],
      [9, "Water bodies", "00ccf2"],
      [10, "Open spaces with little or no vegetation", "e6e6e6"],
      [11, "Shrub and/or herbaceous vegetation associations", "ccf24d"],
      [12, "Wetlands", "a6a6ff"],
      [13, "Coastal wetlands", "e6e6ff"],
    ],
    nodataValues: [0],
    licence: "ODbL",
    attribution: "Map data: © OpenStreetMap contributors, under ODbL",
    citeAs:
      "Liu et al. 2025, CromSS, https://arxiv.org/abs/2405.01217; Schultz et al. 2017, Open land cover from OpenStreetMap and remote sensing, https://doi.org/10.1016/j.jag.2017.07.014",
    resolutionMetres: null,
    epoch: null,
    citations: [
      cromssLabels("CromSS, how colours of the map service become codes", "codes"),
      spotlines(
        "Colours and names of the legend of the map service, in its order",
        "codes",
        "names",
        "colours",
      ),
      cromssDataset("CromSS, code 0 is background", "nodata"),
      cromss("README of CromSS", "citation"),
      osmlanduseR("osmlanduseR, tags and classes after Schultz et al. 2017", "names", "citation"),
      {
        title: "Attribution of map data of OpenStreetMap, in the layers of brouter-web",
        where: "https://github.com/wbjon/wbjon.github.io/blob/HEAD/route/dist/layers.js",
        readFor: ["licence", "attribution"],
      },
    ],
    gaps: [
      "No table of the 13 codes was found. CromSS numbers the colours of the legend of the map service from top to bottom, 0 being its background; the legend was read in another program, of the gap-filled layer. The codes follow from both: compare a tile with the map before you trust them.",
      "The version of ODbL was not read.",
    ],
  }),
  source({
    id: "landcover-ai",
    title: "LandCover.ai, buildings, woodland, water and roads of Poland (version 1)",
    classes: [
      [0, "Background"],
      [1, "Building", "614a4a"],
      [2, "Woodland", "267300"],
      [3, "Water", "00c5ff"],
      [4, "Road", "cfcfcf"],
    ],
    nodataValues: [],
    licence: "CC-BY-NC-SA-4.0",
    attribution: null,
    citeAs:
      "LandCover.ai: Dataset for Automatic Mapping of Buildings, Woodlands, Water and Roads from Aerial Imagery, https://arxiv.org/abs/2005.02264",
    resolutionMetres: 0.25,
    epoch: null,
    citations: [
      landCoverAi("torchgeo, LandCover.ai", "codes", "names", "colours", "citation", "resolution"),
      {
        title: "A copy of the data set at Hugging Face",
        where:
          "https://huggingface.co/datasets/MortenTabaka/LandCover-Aerial-Imagery-for-semantic-segmentation",
        readFor: ["licence"],
      },
    ],
    gaps: [
      "Eight of the 41 images have pixels of 0.5 m.",
      "The licence is what a copy says; it forbids commercial use.",
      "Background has no colour; the others are those of torchgeo.",
    ],
  }),
];

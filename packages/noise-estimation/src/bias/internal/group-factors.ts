import type { BiasScene } from "../detect-bias.ts";
import { addCell, emptyCells } from "./cells.ts";
import { eachAgainstRest, type Factor, type LackingFactor } from "./factor.ts";
import { type BlockedScenes, forEachKnown } from "./scene-blocks.ts";

/** Per name of groups (source, date, …), whether one group is wrong more often than the others. */
export function groupFactors(all: BlockedScenes): (Factor | LackingFactor)[] {
  const names = new Set(all.scenes.flatMap(({ scene }) => Object.keys(scene.groups ?? {})));
  return [...names].map((name) => groupFactor(all, name));
}

function groupFactor(all: BlockedScenes, name: string): Factor | LackingFactor {
  const groups = [...new Set(all.scenes.flatMap(({ scene }) => groupNames(scene, name)))];
  if (groups.length < 2) return { name, reason: `all pixels are of one group, "${groups[0]}"` };
  const positions = new Map(groups.map((group, index) => [group, index]));
  const cells = emptyCells({ ...all, bins: groups.length });
  for (const scene of all.scenes) {
    const given = scene.scene.groups?.[name];
    if (given === undefined) continue;
    forEachKnown(scene, ({ pixel, block, classIndex, wrong }) => {
      const group = typeof given === "string" ? given : given.names[given.data[pixel]!];
      const bin = group === undefined ? undefined : positions.get(group);
      if (bin !== undefined) addCell(cells, { block, classIndex, bin }, wrong);
    });
  }
  const texts = groups.map((group) => `pixels of ${name} "${group}"`);
  const contrasts = eachAgainstRest(cells, texts, "others");
  if (contrasts.length === 0) return { name, reason: "all known pixels are of one group" };
  return { name, cells, contrasts, strata: "class", verb: "disagree" };
}

function groupNames({ groups }: BiasScene, name: string): readonly string[] {
  const given = groups?.[name];
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : given.names;
}

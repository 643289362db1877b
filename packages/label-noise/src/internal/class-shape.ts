import * as z from "zod";

/** A class by name, or by index. */
export const ClassName = z.union([z.string().min(1), z.int().min(0)]);

/** The key that every noise has. */
export const lossShape = {
  /** What happens if a class vanishes from the map: the report lists it (the default), or it is an error. */
  lostClasses: z.enum(["report", "refuse"]).optional(),
};

/** Keys shared by the noises of objects. */
export const classShape = {
  /** Names or indices of the classes whose objects are meant. Omitted: all but `into`. */
  classes: z.array(ClassName).min(1).optional(),
  /** Name or index of the class that takes the place of what is removed. */
  into: ClassName.default(0),
};

/** Whether pixels that touch at a corner belong to one object (8) or not (4). */
export const Connectivity = z.union([z.literal(4), z.literal(8)]);

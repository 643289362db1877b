import * as z from "zod";

const ClassName = z.union([z.string().min(1), z.int().min(0)]);

/** Keys shared by the noises of objects. */
export const classShape = {
  /** Names or indices of the classes whose objects are meant. Omitted: all but `into`. */
  classes: z.array(ClassName).min(1).optional(),
  /** Name or index of the class that takes the place of what is removed. */
  into: ClassName.default(0),
};

import * as z from "zod";

/** Options of {@link burnRule}: which class a feature becomes, as data for a config file. */
export const BurnRuleOptions = z
  .strictObject({
    /** Property that tells the class. */
    property: z.string().min(1).optional(),
    /**
     * The class name of each value of the property; null ignores the pixels. Default: the names and the values of the
     * scheme's classes, each for itself.
     */
    classes: z.record(z.string(), z.string().nullable()).optional(),
    /** Class name of the features that the property does not tell. Default: they are left out. */
    otherwise: z.string().optional(),
    /** Metres that lines and points are wide on the ground, or the property that holds them. */
    width: z.union([z.number().positive(), z.string().min(1)]).optional(),
    /** Property with a number: features with a higher one lie over the others. */
    orderProperty: z.string().min(1).optional(),
  })
  .refine(
    ({ property, otherwise }) => property !== undefined || otherwise !== undefined,
    "neither property nor otherwise tells a class; give one of them",
  );
/** Options of {@link burnRule}. */
export type BurnRuleOptions = z.input<typeof BurnRuleOptions>;

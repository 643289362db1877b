import type { Assumptions } from "../assumptions.ts";
import { distributionQuantile, distributionText } from "../distribution.ts";
import { QUANTITIES } from "../quantity-table.ts";
import type { RoiAssumption } from "../roi-assessment.ts";
import { withCurrency } from "./with-currency.ts";

/** Every quantity as it was used. */
export function assumptionResults({ quantities, currency }: Assumptions): RoiAssumption[] {
  return quantities.map(({ key, unit, distribution, source, origin }) => ({
    key,
    name: QUANTITIES[key].name,
    unit: withCurrency(unit, currency),
    distribution: distributionText(distribution),
    p10: distributionQuantile(distribution, 0.1),
    median: distributionQuantile(distribution, 0.5),
    p90: distributionQuantile(distribution, 0.9),
    source,
    origin,
  }));
}

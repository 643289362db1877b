import type { ReportSetting } from "@undercoat/report";
import type { LoadedConfig } from "../config/load-config.ts";

/** Every value of a config with its origin. */
export function settingsOf({ config, origins }: LoadedConfig): ReportSetting[] {
  const valueAt = (key: string) =>
    key
      .split(".")
      .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], config);
  return Object.entries(origins).map(([key, origin]) => ({ key, value: valueAt(key), origin }));
}

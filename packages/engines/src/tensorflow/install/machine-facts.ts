import { existsSync, readFileSync, statfsSync } from "node:fs";

/** What an installation asks about a machine. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** Version of glibc, such as `"2.36"`; `null` where there is another C library. */
  readonly glibc: string | null;
  /** Whether the processor has AVX; `null` where that is not known. */
  readonly avx: boolean | null;
  /** Whether the driver of an NVIDIA GPU is there. */
  readonly nvidia: boolean;
  /** Bytes free for this user where `folder` lies. */
  readonly freeBytes: (folder: string) => number;
}

/** The facts of this machine. */
export function machineFacts(): MachineFacts {
  return {
    platform: process.platform,
    architecture: process.arch,
    glibc: glibcVersion(),
    avx: hasAvx(),
    nvidia: existsSync("/dev/nvidiactl") || existsSync("/dev/dxg"), // the latter under Windows' Linux
    freeBytes: (folder) => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
  };
}

function glibcVersion(): string | null {
  // the types lag behind: names of hosts are looked up otherwise, which takes time
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork: boolean };
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  report.excludeNetwork = before;
  return header.glibcVersionRuntime ?? null;
}

function hasAvx(): boolean | null {
  try {
    return / avx /.test(`${/^flags\s*:.*$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[0]} `);
  } catch {
    return null; // another system: the check is left to loading
  }
}

import type { RunReport } from "@undercoat/workflows";

/** Shows how far a run is, on stderr: a bar that moves on a terminal, elsewhere a line every few seconds. */
export interface Progress {
  show(report: RunReport): void;
  /** The same in words of one's own. */
  tell(report: { readonly fraction: number; readonly status: string }): void;
  end(): void;
}

const LINE_SECONDS = 5;
const BAR_WIDTH = 30;

/** Progress for `stream`, normally stderr. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const began = performance.now();
  let first: number | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let status = "";
  const show = ({ event, fraction }: RunReport) => {
    if (event.kind === "step")
      status = `${event.item} step ${event.step}/${event.steps}${event.loss === null ? "" : ` loss ${event.loss.toFixed(3)}`}`;
    if (event.kind === "item-started" && event.resumedAtStep !== null)
      stream.write(
        `${stream.isTTY ? "\r\x1b[K" : ""}${event.item} goes on from step ${event.resumedAtStep}\n`,
      );
    draw(fraction);
  };
  const draw = (fraction: number) => {
    first ??= fraction;
    const seconds = (performance.now() - began) / 1000;
    if (seconds - last < (stream.isTTY ? 0.2 : LINE_SECONDS)) return;
    last = seconds;
    const left = fraction > first ? (seconds * (1 - fraction)) / (fraction - first) : null;
    const text = `${Math.floor(100 * fraction)} % · ${clock(seconds)} gone${left === null || seconds < 3 ? "" : `, about ${clock(left)} left`}${status === "" ? "" : ` · ${status}`}`;
    if (!stream.isTTY) return void stream.write(`${text}\n`);
    const filled = Math.round(BAR_WIDTH * fraction);
    stream.write(
      `\r\x1b[K${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${text}`.slice(
        0,
        (stream.columns ?? 120) + 4,
      ),
    );
  };
  return {
    show,
    tell: (report) => {
      status = report.status;
      draw(report.fraction);
    },
    end: () => {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}

/** Minutes and seconds, e.g. `3:07`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

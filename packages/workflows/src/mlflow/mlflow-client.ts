import * as z from "zod";
import { WorkflowError } from "../errors.ts";

/** One number of a curve. */
export interface MlflowMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

/** A text by name, for parameters and tags. */
export interface MlflowText {
  readonly key: string;
  readonly value: string;
}

/** Longest wait for one answer. */
const TIMEOUT_MILLISECONDS = 5000;
/** Most metrics in one request. */
const METRICS_AT_ONCE = 1000;

const Experiment = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const Created = z.object({ experiment_id: z.string() });
const Run = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/**
 * The few calls of MLflow's REST API 2.0 that curves need.
 *
 * @see {@link https://mlflow.org/docs/latest/rest-api.html | MLflow REST API}
 */
export class MlflowClient {
  private readonly base: string;
  private readonly signal: AbortSignal | undefined;

  constructor(trackingUri: string, signal?: AbortSignal) {
    this.base = `${trackingUri.replace(/\/+$/, "")}/api/2.0/mlflow`;
    this.signal = signal;
  }

  /** Id of an experiment by name; made where there is none. */
  async experiment(name: string): Promise<string> {
    const query = `experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
    const found = await this.call(query, null, [404]);
    if (found !== null) return this.read(Experiment, found).experiment.experiment_id;
    return this.read(Created, await this.call("experiments/create", { name })).experiment_id;
  }

  /** Id of a new run. */
  async createRun(given: {
    readonly experimentId: string;
    readonly name: string;
    readonly startTime: number;
    readonly tags: readonly MlflowText[];
  }): Promise<string> {
    const answer = await this.call("runs/create", {
      experiment_id: given.experimentId,
      run_name: given.name,
      start_time: given.startTime,
      tags: given.tags,
    });
    return this.read(Run, answer).run.info.run_id;
  }

  /** Adds to a run; metrics that it has already, with the same step and time, are not doubled by the server. */
  async log(
    runId: string,
    metrics: readonly MlflowMetric[],
    params: readonly MlflowText[] = [],
  ): Promise<void> {
    if (params.length > 0) await this.call("runs/log-batch", { run_id: runId, params });
    for (let first = 0; first < metrics.length; first += METRICS_AT_ONCE)
      await this.call("runs/log-batch", {
        run_id: runId,
        metrics: metrics.slice(first, first + METRICS_AT_ONCE),
      });
  }

  /** Says that a run is over. */
  async finish(runId: string, endTime: number): Promise<void> {
    await this.call("runs/update", { run_id: runId, status: "FINISHED", end_time: endTime });
  }

  private async call(path: string, body: object | null, absent: readonly number[] = []): Promise<unknown> {
    const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const signal = this.signal === undefined ? timeout : AbortSignal.any([timeout, this.signal]);
    const post = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    try {
      const response = await fetch(`${this.base}/${path}`, { signal, ...(body === null ? {} : post) });
      const text = await response.text();
      if (absent.includes(response.status)) return null;
      if (!response.ok) throw this.failure(`${response.status} ${text.slice(0, 200)}`);
      return text === "" ? {} : JSON.parse(text);
    } catch (error) {
      if (error instanceof WorkflowError) throw error;
      const { message, cause } = error as Error;
      throw this.failure(cause instanceof Error ? cause.message : message, error);
    }
  }

  private read<T>(schema: z.ZodType<T>, answer: unknown): T {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw this.failure("the answer is not that of MLflow's REST API 2.0");
  }

  private failure(what: string, cause?: unknown): WorkflowError {
    return new WorkflowError("WORK_FAILED", {
      message: `MLflow at "${this.base}" does not take the curves (${what.replace(/\s+/g, " ")}); nothing is lost: start the server, then "undercoat mlflow flush" with the run folder`,
      context: { address: this.base },
      cause,
    });
  }
}

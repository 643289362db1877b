import type { Batch } from "@undercoat/datasets";
import type { SegmentationModel } from "@undercoat/segmentation";
import type { MethodMoment, MethodState, RunningMethod } from "@undercoat/training";
import * as z from "zod";
import type { ObjectCorrectionOptions } from "../object-correction-options.ts";
import { addOmittedObjects } from "./add-omitted-objects.ts";
import { FitCurve } from "./fit-curve.ts";
import { stateMismatch } from "./no-state.ts";
import { Snapshots } from "./snapshots.ts";
import { Teacher, type Weights, weightsOf } from "./teacher.ts";
import { triggerPoint } from "./trigger-point.ts";

const Saved = z.object({
  curve: z.array(z.number()),
  counts: z.array(z.number()),
  correcting: z.boolean(),
  backTo: z.number().nullable(),
  stride: z.number(),
  epochs: z.array(z.number()),
  updates: z.number(),
});

/** Object correction during one training. */
export class RunningCorrection implements RunningMethod {
  readonly readsLogits = false;
  readonly readsModel = true;
  private readonly model: SegmentationModel;
  private readonly options: z.output<typeof ObjectCorrectionOptions>;
  private readonly teacher: Teacher;
  private readonly curve: FitCurve;
  private readonly snapshots: Snapshots;
  private correcting = false;
  /** Epoch of the snapshot that the next step starts from. */
  private backTo: number | null = null;
  private updates = 0;

  constructor(model: SegmentationModel, options: z.output<typeof ObjectCorrectionOptions>) {
    this.model = model;
    this.options = options;
    this.teacher = new Teacher(model, options.teacherDecay);
    this.curve = new FitCurve(model.scheme.classes.length, options.background);
    this.snapshots = new Snapshots(options.from === "adaptive" ? options.snapshots : 0);
  }

  rewrite(): Weights | null {
    const snapshot = this.backTo === null ? null : this.snapshots.before(this.backTo);
    this.backTo = null;
    if (snapshot === null) return null;
    this.teacher.weights = copied(snapshot.teacher);
    const { student } = snapshot;
    this.snapshots.list = []; // training goes back once
    return student;
  }

  prepare(batch: Batch, { step }: MethodMoment) {
    const { from } = this.options;
    if (from !== "adaptive" && step >= from) this.correcting = true;
    if (!this.correcting && from !== "adaptive") return { batch };
    const probabilities = this.teacher.predict(batch);
    if (this.correcting) return { batch: { ...batch, labels: this.corrected(batch, probabilities) } };
    this.curve.take(batch.labels, probabilities);
    return { batch };
  }

  updated({ step }: MethodMoment): void {
    this.teacher.follow(this.updates);
    this.updates += 1;
    const { from, epochSteps } = this.options;
    if (this.correcting || from !== "adaptive" || step % epochSteps !== 0) return;
    this.curve.close();
    const epoch = this.curve.points.length;
    if (this.snapshots.wants(epoch))
      this.snapshots.take({ epoch, student: weightsOf(this.model), teacher: copied(this.teacher.weights) });
    const trigger = triggerPoint(this.curve.points, this.options);
    if (trigger === null) return;
    this.correcting = true;
    this.backTo = trigger;
  }

  save(): MethodState {
    const { curve, snapshots, correcting, backTo, updates, teacher } = this;
    const tensors = new Map<string, Float32Array>();
    put(tensors, "teacher", teacher.weights);
    for (const { epoch, student, teacher: own } of snapshots.list) {
      put(tensors, `${epoch}/student`, student);
      put(tensors, `${epoch}/teacher`, own);
    }
    const epochs = snapshots.list.map(({ epoch }) => epoch);
    const { points, counts } = curve;
    const json = { curve: [...points], counts: [...counts], correcting, backTo, updates, epochs };
    return { json: { ...json, stride: snapshots.stride }, tensors };
  }

  restore({ json, tensors }: MethodState): void {
    const parsed = Saved.safeParse(json);
    if (!parsed.success) throw stateMismatch("object-correction", "a curve, a teacher and snapshots");
    const { curve, counts, correcting, backTo, stride, epochs, updates } = parsed.data;
    const take = (prefix: string): Weights =>
      new Map(
        this.model.parameters().map(({ name }) => {
          const data = tensors.get(`${prefix}/${name}`);
          if (!(data instanceof Float32Array))
            throw stateMismatch("object-correction", `"${prefix}/${name}"`);
          return [name, data.slice()];
        }),
      );
    this.curve.points.splice(0, Number.POSITIVE_INFINITY, ...curve);
    this.curve.counts = counts;
    this.teacher.weights = take("teacher");
    this.snapshots.stride = stride;
    this.snapshots.list = epochs.map((epoch) => ({
      epoch,
      student: take(`${epoch}/student`),
      teacher: take(`${epoch}/teacher`),
    }));
    Object.assign(this, { correcting, backTo, updates });
  }

  /** The labels of every patch with the objects that the teacher sees and nobody has drawn. */
  private corrected({ labels, size, width, height }: Batch, probabilities: Float32Array): Uint8Array {
    const classCount = this.model.scheme.classes.length;
    const pixels = width * height;
    const result = new Uint8Array(labels.length);
    for (let patch = 0; patch < size; patch++) {
      const [first, end] = [patch * pixels, (patch + 1) * pixels];
      const own = probabilities.subarray(first * classCount, end * classCount);
      const given = { labels: labels.slice(first, end), probabilities: own, width, height };
      result.set(addOmittedObjects(given, { ...this.options, classCount }), first);
    }
    return result;
  }
}

function copied(weights: Weights): Weights {
  return new Map([...weights].map(([name, data]) => [name, data.slice()]));
}

function put(tensors: Map<string, Float32Array>, prefix: string, weights: Weights): void {
  for (const [name, data] of weights) tensors.set(`${prefix}/${name}`, data.slice());
}

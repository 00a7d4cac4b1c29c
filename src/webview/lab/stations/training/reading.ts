import type { LabSettings } from '../../../../core/lab/labPlace';
import type { Work } from '../../../../core/base/work';
import type { Lesson, Moment } from '../../../../core/lab/training/lesson';
import type { SmallNetwork } from '../../../../core/lab/training/smallNetwork';
import { afterStep, within } from '../../controls';
import { inBackground } from '../../station';
import type { LabTools } from '../../station';

export interface TrainingSettings {
  readonly [name: string]: number | string;
  /** Number of the step, from 1. A number beyond the last step means the last, also while more come. */
  readonly step: number;
  /** The clicks of preference, `a` for the first answer and `b` for the other. */
  readonly clicks: string;
}

export const maxClicks = 12;

/** A lesson that goes on while it is looked at. */
export class Classroom {
  /** Networks and probabilities by the clicks that lead to them, once they are worked out. */
  private readonly after = new Map<string, Preferred>();
  private isAsking = false;
  private asked = '';

  constructor(
    readonly lesson: Lesson,
    private readonly lab: Pick<LabTools, 'run' | 'changed'>,
  ) {}

  /** Resolves once the first moment is there, and goes on. `tellEvery`: steps after which the picture is drawn again. */
  async start(tellEvery: number): Promise<void> {
    const teaching = this.lesson.teach();
    await this.lab.run(until(teaching, () => this.lesson.moments.length > 0));
    inBackground(this.goOn(teaching, tellEvery));
  }

  private async goOn(teaching: Generator<boolean>, tellEvery: number): Promise<void> {
    const { lesson, lab } = this;
    while (!lesson.isDone) {
      const next = lesson.moments.length + tellEvery;
      await lab.run(until(teaching, () => lesson.isDone || lesson.moments.length >= next));
      lab.changed();
    }
  }

  /**
   * Returns the probabilities after the clicks, or `undefined` until the lesson is over and they are
   * worked out. Asking for them starts that work.
   */
  preferred(clicks: string): Preferred | undefined {
    if (!this.lesson.isDone) return undefined;
    const found = this.after.get(clicks);
    this.asked = clicks;
    if (!found && !this.isAsking) inBackground(this.workOut());
    return found;
  }

  private async workOut(): Promise<void> {
    this.isAsking = true;
    try {
      for (let clicks = this.asked; !this.after.has(clicks); clicks = this.asked) {
        await this.workOutOne(clicks);
        this.lab.changed();
      }
    } finally {
      this.isAsking = false;
    }
  }

  private async workOutOne(clicks: string): Promise<Preferred> {
    const found = this.after.get(clicks);
    if (found) return found;
    let { network } = this.lesson;
    if (clicks !== '') {
      const before = await this.workOutOne(clicks.slice(0, -1));
      network = await this.lab.run(this.lesson.prefer(before.network, clicks.endsWith('a') ? 0 : 1));
    }
    const preferred = { network, probabilities: await this.lab.run(this.lesson.probabilities(network)) };
    this.after.set(clicks, preferred);
    return preferred;
  }
}

interface Preferred {
  readonly network: SmallNetwork;
  /** The probabilities of the two answers. */
  readonly probabilities: readonly [number, number];
}

function* until(work: Generator<boolean>, isEnough: () => boolean): Work<void> {
  while (!isEnough() && work.next().done !== true) yield;
}

export interface TrainingView {
  readonly lesson: Lesson;
  readonly moments: readonly Moment[];
  /** Index of the moment, from 0. */
  readonly at: number;
  readonly moment: Moment;
  readonly isDone: boolean;
  /** Whether the last moment is shown, also when more come. */
  readonly isFollowing: boolean;
  readonly clicks: string;
  readonly preferred: Preferred | undefined;
}

/** Returns the clicks that a link holds. */
export const clicksOf = (text: string): string => text.replace(/[^ab]/g, '').slice(0, maxClicks);

export function viewOf(room: Classroom, { step, clicks: given }: TrainingSettings): TrainingView {
  const { lesson } = room;
  const { moments, isDone } = lesson;
  const at = within(step, 1, moments.length) - 1;
  const clicks = clicksOf(given);
  const isFollowing = step >= moments.length;
  return { lesson, moments, at, moment: moments[at]!, isDone, isFollowing, clicks, preferred: room.preferred(clicks) };
}

/** Handles keys: left and right change the step, a and b click a preference, Backspace takes the last click back. */
export function afterKey(key: string, room: Classroom, settings: TrainingSettings): LabSettings | undefined {
  const { at, moments, clicks, isDone } = viewOf(room, settings);
  switch (key) {
    case 'End':
      return { step: room.lesson.length };
    case 'a':
    case 'b':
      return isDone ? { clicks: clicksOf(clicks + key) } : undefined;
    case 'Backspace':
      return { clicks: clicks.slice(0, -1) };
    default: {
      const keys = ['ArrowLeft', 'ArrowRight', 'Home'];
      return afterStep(key, { name: 'step', value: at + 1, range: [1, moments.length], keys });
    }
  }
}

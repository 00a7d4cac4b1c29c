import type { Work } from '../../base/work';
import { randomNumbers } from '../../pocket/sampler';
import { AdamW, learnPreference, learnText, scoreOf } from './learn';
import { SmallNetwork } from './smallNetwork';
import { Tape } from './tape';

/**
 * The subject of a lesson: a paragraph, lines of question and answer, and a question with two answers to choose from.
 */
export interface Course {
  readonly paragraph: string;
  readonly lines: readonly string[];
  /** A question that is in no line. */
  readonly question: string;
  readonly answers: readonly [string, string];
}

/** The state after a step of training. */
export interface Moment {
  readonly phase: 'learn' | 'tune';
  /** The step of the phase. At 0, nothing was learned in it yet. */
  readonly step: number;
  /** The loss in nats per character. */
  readonly loss: number;
  /** A text that the network wrote at this moment or an earlier one. */
  readonly sample: string;
}

export interface LessonSteps {
  readonly learn: number;
  readonly tune: number;
}

export const usualSteps: LessonSteps = { learn: 200, tune: 60 };

/** Returns the number of moments, including the one before the first step of each phase. */
export const momentsOf = ({ learn, tune }: LessonSteps): number => learn + tune + 2;
const batch = 2;
const windowLength = 32;
const sampleEvery = 20;
const sampleLength = 40;
const openingLength = 6;
/** One click of preference: the number of steps, their rate, and how closely the reference is followed (β). */
const clickSteps = 4;
const clickRate = 0.0002;
const clickBeta = 0.3;
const lineEnd = '\n';

/** Trains a small network, for which every character is a token. The same course always gives the same network. */
export class Lesson {
  readonly network: SmallNetwork;
  readonly moments: Moment[] = [];
  private readonly characters: readonly string[];
  private readonly idOf: ReadonlyMap<string, number>;
  private readonly random = randomNumbers(1);
  private sample = '';

  constructor(
    readonly course: Course,
    readonly steps = usualSteps,
  ) {
    const all = [course.paragraph, ...course.lines, course.question, ...course.answers, lineEnd].join('');
    this.characters = [...new Set(all)].sort();
    this.idOf = new Map(this.characters.map((character, id) => [character, id]));
    const shape = { vocabulary: this.characters.length, width: 32, heads: 4, layers: 2, window: 64 };
    this.network = new SmallNetwork(shape, 1);
  }

  /** The number of moments of the whole lesson. */
  get length(): number {
    return momentsOf(this.steps);
  }

  get isDone(): boolean {
    return this.moments.length === this.length;
  }

  /** The number of weights. */
  get weights(): number {
    return this.network.weights.reduce((sum, { values }) => sum + values.length, 0);
  }

  /** Trains both phases. Yields `false` after each piece of work of a few milliseconds, and `true` after each step. */
  *teach(): Generator<boolean> {
    const paragraph = this.ids(this.course.paragraph);
    // The opening is cut by characters, as half of an emoji is no token of the network.
    yield* this.phase('learn', this.steps.learn, 0.01, paragraph.slice(0, openingLength), () => {
      const from = Math.floor(this.random() * Math.max(1, paragraph.length - windowLength));
      return paragraph.slice(from, from + windowLength + 1);
    });
    const lines = this.course.lines.map((line) => this.ids(lineEnd + line + lineEnd));
    yield* this.phase('tune', this.steps.tune, 0.005, this.ids(lineEnd + this.course.question), () => {
      return lines[Math.floor(this.random() * lines.length)]!;
    });
  }

  private *phase(
    phase: Moment['phase'],
    steps: number,
    rate: number,
    opening: readonly number[],
    next: () => readonly number[],
  ): Generator<boolean> {
    const optimizer = new AdamW(this.network.weights, { rate });
    for (let step = 0; step <= steps; step++) {
      if (step % sampleEvery === 0) yield* this.write(opening);
      let loss = 0;
      for (let i = 0; i < batch; i++) {
        loss += learnText(this.network, next(), batch) / batch;
        yield false;
      }
      // The loss is that before the step, so the last loss is not learned from.
      this.moments.push({ phase, step, loss, sample: this.sample });
      if (step < steps) optimizer.step();
      else for (const { slope } of this.network.weights) slope.fill(0);
      yield true;
    }
  }

  /** Continues an opening with the likeliest character each time, up to the end of the line at most. */
  private *write(opening: readonly number[]): Generator<boolean> {
    const ids = [...opening];
    const end = this.idOf.get(lineEnd);
    const first = ids.length;
    while (ids.length < first + sampleLength && (ids.length === first || ids.at(-1) !== end)) {
      const { values, rows, columns } = this.network.forward(new Tape(), ids.slice(-windowLength));
      const last = values.subarray((rows - 1) * columns);
      ids.push(last.indexOf(last.reduce((a, b) => Math.max(a, b))));
      yield false;
    }
    this.sample = ids
      .map((id) => this.characters[id])
      .join('')
      .trim();
  }

  /**
   * Returns a network that has learned one more click, which prefers the answer with `index` to the other. Yields after each
   * piece of work of a few milliseconds.
   */
  *prefer(network: SmallNetwork, index: 0 | 1): Work<SmallNetwork> {
    const next = network.copy();
    yield;
    const optimizer = new AdamW(next.weights, { rate: clickRate, decay: 0 });
    const [prompt, answers] = this.choice();
    const pair = { prompt, chosen: answers[index], rejected: answers[index === 0 ? 1 : 0] };
    for (let step = 0; step < clickSteps; step++) {
      yield* learnPreference(next, this.network, pair, clickBeta);
      yield;
      optimizer.step();
      yield;
    }
    return next;
  }

  /** Returns the probabilities of the two answers to the question, each as a whole. Yields between them. */
  *probabilities(network: SmallNetwork): Work<readonly [number, number]> {
    const [prompt, [first, second]] = this.choice();
    const ofFirst = Math.exp(scoreOf(network, prompt, first));
    yield;
    return [ofFirst, Math.exp(scoreOf(network, prompt, second))];
  }

  private choice(): readonly [number[], readonly [number[], number[]]] {
    const [first, second] = this.course.answers.map((answer) => this.ids(answer + lineEnd));
    return [this.ids(lineEnd + this.course.question), [first!, second!]];
  }

  private ids(text: string): number[] {
    return Array.from(text, (character) => this.idOf.get(character)!);
  }
}

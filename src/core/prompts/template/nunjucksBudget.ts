import { weightOf } from './handlebarsValues';
import { NunjucksError } from './nunjucksError';
import type { TemplateLimits } from './templateError';

/**
 * How much a template of Nunjucks may do. A step is a node that is evaluated, a turn of a loop, or 64 UTF-16 code units that a
 * filter makes. All of them take less than a second.
 */
export const nunjucksLimits: TemplateLimits = { steps: 200_000, depth: 100, output: 4_000_000 };

/** Counts what a template does, and ends it where it is too much. */
export class NunjucksBudget {
  private stepsLeft: number;
  private outputLeft: number;

  constructor(private readonly limits: TemplateLimits) {
    this.stepsLeft = limits.steps;
    this.outputLeft = limits.output;
  }

  /** @param length UTF-16 code units of a text that is made, or texts that are gone through. */
  step(offset: number, length = 0): void {
    this.stepsLeft -= 1 + length / 64;
    if (this.stepsLeft >= 0) return;
    const most = this.limits.steps;
    throw new NunjucksError(
      (say) => say('The template takes more than {0} steps.', most),
      offset,
      offset,
      'too-many-steps',
    );
  }

  /** A value whose text is about to be made, or looked at. That of all but lists is there already, or short. */
  goThrough(offset: number, value: unknown): void {
    if (Array.isArray(value)) this.step(offset, weightOf(value, (this.stepsLeft + 1) * 64));
  }

  /** @param length UTF-16 code units that are about to be made, of a text that may not get into the result. */
  make(offset: number, length: number): void {
    if (length > this.limits.output) throw this.tooLong(offset);
    this.step(offset, length);
  }

  write(offset: number, length: number): void {
    this.outputLeft -= length;
    if (this.outputLeft < 0) throw this.tooLong(offset);
  }

  private tooLong(offset: number): NunjucksError {
    const most = this.limits.output;
    return new NunjucksError(
      (say) => say('The result of the template is longer than {0} characters.', most),
      offset,
      offset,
      'too-long',
    );
  }
}

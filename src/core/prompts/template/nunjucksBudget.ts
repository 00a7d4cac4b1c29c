import { weightOf } from './handlebarsValues';
import { NunjucksError } from './nunjucksError';
import type { TemplateLimits } from './templateError';

/**
 * Limits for a template of Nunjucks. A step is a node that is evaluated, a turn of a loop, or 64 UTF-16 code units that
 * a filter makes. All steps together take less than a second.
 */
export const nunjucksLimits: TemplateLimits = { steps: 200_000, depth: 100, output: 4_000_000 };

/** Counts the work of a template, and ends it where it is too much. */
export class NunjucksBudget {
  private stepsLeft: number;
  private outputLeft: number;

  constructor(private readonly limits: TemplateLimits) {
    this.stepsLeft = limits.steps;
    this.outputLeft = limits.output;
  }

  /** Counts a step. @param length UTF-16 code units of a text that is made, or texts that are visited. */
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

  /**
   * Counts a value whose text is about to be made or read. Only lists count: the texts of other values
   * exist already, or are short.
   */
  goThrough(offset: number, value: unknown): void {
    if (Array.isArray(value)) this.step(offset, weightOf(value, (this.stepsLeft + 1) * 64));
  }

  /** Counts a text that may not get into the result. @param length UTF-16 code units that are about to be made. */
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

import { tooDeep } from './handlebarsScan';
import { weightOf } from './handlebarsValues';
import { TemplateError } from './templateError';
import type { TemplateLimits } from './templateError';

/** Number of characters that count as a step. */
const perStep = 100;

/** Counts the work of filling a template, and ends it where it is too much. */
export class HandlebarsBudget {
  private steps = 0;
  private depth = 0;
  private length = 0;

  constructor(readonly limits: TemplateLimits) {}

  step(units: number, offset: number): void {
    this.steps += units;
    const { steps } = this.limits;
    if (this.steps <= steps) return;
    throw new TemplateError('too-many-steps', (say) => say('The template takes more than {0} steps.', steps), offset);
  }

  /** Counts a value that is about to be visited, or a text that was made of one. */
  goThrough(value: unknown, offset: number): void {
    const most = (this.limits.steps - this.steps + 1) * perStep;
    this.step(weightOf(value, most) / perStep, offset);
  }

  write(length: number, offset: number): void {
    this.length += length;
    if (this.length <= this.limits.output) return;
    throw new TemplateError('too-long', (say) => say('What the template makes is too long.'), offset);
  }

  /** Does the work of a nested part, one level deeper. @throws TemplateError where that is too deep */
  within<T>(offset: number, work: () => T): T {
    if (++this.depth > this.limits.depth) throw tooDeep(offset, this.limits.depth);
    const made = work();
    this.depth--;
    return made;
  }
}

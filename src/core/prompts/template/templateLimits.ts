import { TemplateError } from './templateError';

/** How much a template may do. Beyond it, it was made to be slow, or its values were. */
export interface TemplateLimits {
  /** Nodes of the tree that are evaluated, and texts that filters make: one step for each 64 code units of them. */
  readonly steps: number;
  /** Nodes within nodes. */
  readonly depth: number;
  /** UTF-16 code units of the result. */
  readonly output: number;
}

export const templateLimits: TemplateLimits = { steps: 200_000, depth: 100, output: 4_000_000 };

/** Counts what a template does, and ends it where it is too much. */
export class TemplateBudget {
  private stepsLeft: number;
  private outputLeft: number;

  constructor(private readonly limits: TemplateLimits) {
    this.stepsLeft = limits.steps;
    this.outputLeft = limits.output;
  }

  /** @param length UTF-16 code units of a text that is made, or texts that are gone through. */
  step(offset: number, length = 0): void {
    this.stepsLeft -= 1 + length / 64;
    if (this.stepsLeft < 0) {
      throw new TemplateError((say) => say('The template takes more than {0} steps.', this.limits.steps), offset);
    }
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

  private tooLong(offset: number): TemplateError {
    return new TemplateError(
      (say) => say('The result of the template is longer than {0} characters.', this.limits.output),
      offset,
    );
  }
}

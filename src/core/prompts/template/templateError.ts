import { sayInEnglish } from '../../base/say';
import type { Saying } from '../../base/say';

/**
 * The reason why a template is not filled: the rule of a problem, and the code of an error on the command line, which
 * promises to keep it.
 */
export type TemplateFault =
  | 'template-syntax'
  | 'unknown-helper'
  | 'helper-arguments'
  | 'unknown-role'
  | 'unknown-partial'
  | 'too-deep'
  | 'too-long'
  | 'too-many-steps';

/** An error in a template, at its place. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  /**
   * @param offset UTF-16 code units of the template.
   * @param partial the partial that has the error. The offset is then the place of its call.
   */
  constructor(
    readonly fault: TemplateFault,
    readonly saying: Saying,
    readonly offset: number,
    readonly partial?: string,
  ) {
    super(saying(sayInEnglish));
  }

  /** Returns the same error at another place, for a template that is only a part of a text. */
  at(offset: number): TemplateError {
    return new TemplateError(this.fault, this.saying, offset, this.partial);
  }
}

/** Limits on what a template may use, so that a malicious one ends soon. */
export interface TemplateLimits {
  /** Statements, turns of a loop, and hundreds of characters that a helper makes or visits. */
  readonly steps: number;
  /** The depth of blocks, calls and partials within each other. */
  readonly depth: number;
  /** UTF-16 code units of the result. */
  readonly output: number;
  /** UTF-16 code units between the brackets of one template of Handlebars, without comments. */
  readonly code?: number;
}

/** Limits that are much higher than what a prompt for the longest context window needs. */
export const templateLimits: TemplateLimits = { steps: 1_000_000, depth: 100, output: 20_000_000 };

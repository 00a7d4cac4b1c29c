import { sayInEnglish } from '../../base/say';
import type { Saying } from '../../base/say';

/** Why a template is not filled: the rule of a problem, and the code of an error on the command line. A promise. */
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
   * @param partial the one in which it was found: the offset is where that is called.
   */
  constructor(
    readonly fault: TemplateFault,
    readonly saying: Saying,
    readonly offset: number,
    readonly partial?: string,
  ) {
    super(saying(sayInEnglish));
  }

  /** The same at another place: where the template is only a part of a text. */
  at(offset: number): TemplateError {
    return new TemplateError(this.fault, this.saying, offset, this.partial);
  }
}

/** Limits on what a template may use, so that one that was made to harm ends soon. */
export interface TemplateLimits {
  /** Statements and turns of a loop, and hundreds of characters that a helper makes or goes through. */
  readonly steps: number;
  /** Blocks, calls and partials within each other. */
  readonly depth: number;
  /** UTF-16 code units of what comes out. */
  readonly output: number;
  /** UTF-16 code units between the brackets of one template of Handlebars, without comments. */
  readonly code?: number;
}

/** Much more than a prompt for the longest context window needs. */
export const templateLimits: TemplateLimits = { steps: 1_000_000, depth: 100, output: 20_000_000 };

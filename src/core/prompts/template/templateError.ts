import { sayInEnglish } from '../../base/say';
import type { Saying } from '../../base/say';

/** A template that is not filled, with the place that is to blame for it. Offsets are UTF-16 code units of the template. */
export class TemplateError extends Error {
  constructor(
    /** The message, to be said where it is shown. */
    readonly said: Saying,
    readonly offset: number,
    /** Where the place ends. */
    readonly end = offset,
  ) {
    super(said(sayInEnglish));
    this.name = 'TemplateError';
  }
}

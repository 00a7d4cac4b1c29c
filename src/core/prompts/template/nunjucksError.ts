import type { Saying } from '../../base/say';
import { TemplateError } from './templateError';
import type { TemplateFault } from './templateError';

/** An error in a template of Nunjucks, from `offset` to `end`. */
export class NunjucksError extends TemplateError {
  constructor(
    saying: Saying,
    offset: number,
    readonly end = offset,
    fault: TemplateFault = 'template-syntax',
  ) {
    super(fault, saying, offset);
  }

  override at(offset: number): NunjucksError {
    return new NunjucksError(this.saying, offset, offset + this.end - this.offset, this.fault);
  }
}

import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import { isLoopback } from '../providers/endpoint';
import type { Endpoint } from '../messages/chatTypes';
import type { CountingWay } from './ways';

/** A text that is about to go out to be counted. */
export interface TextToCount {
  readonly endpoint: Endpoint;
  readonly way: CountingWay;
  /** Id of the model. */
  readonly model: string;
  /** Name of the text for people: that of a file. */
  readonly name: string;
  readonly isSelection: boolean;
  /** UTF-16 code units. */
  readonly length: number;
  /** Its tokens as far as they are known: `≈1,234 tokens`. */
  readonly size: string;
  /** The workspace is not trusted. */
  readonly isRestricted: boolean;
  /** The window works on another machine. Its settings, and with them the providers, are those of that machine. */
  readonly isRemote: boolean;
  /** A key was entered for the provider's origin. */
  readonly hasKey: boolean;
}

/** The question before each text that goes out to be counted: what, how much, where, for which model. */
export function countQuestion(counting: TextToCount, say: Say): { readonly message: string; readonly detail: string } {
  const { endpoint, way, model, isSelection, length, size } = counting;
  const name = isSelection ? say('the selection in “{0}”', counting.name) : `“${counting.name}”`;
  const what = say('{0} ({1} characters, {2})', name, formatCount(length), size);
  const message = counting.isRestricted
    ? say('Send {0} from this untrusted workspace to {1} to count its tokens?', what, endpoint.name)
    : say('Send {0} to {1} to count its tokens?', what, endpoint.name);
  const where = way.withRunningModel
    ? say('It goes to {0} once and is counted with the model that runs there.', endpoint.baseUrl)
    : say('It goes to {0} once, for the model {1}. Counting is free there.', endpoint.baseUrl, model);
  const isUnseen = counting.isRemote && !counting.hasKey && !isLoopback(endpoint.baseUrl);
  const unseen = say(
    'The address comes from the settings of the remote machine, and you have entered no key for it here.',
  );
  return { message, detail: isUnseen ? `${where} ${unseen}` : where };
}

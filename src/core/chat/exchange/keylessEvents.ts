import type { ChatEvent } from '../messages/types';
import { keyHider } from '../providers/hideSecrets';
import type { KeyHider } from '../providers/hideSecrets';

/** Hides the key in the events of one answer, whatever pieces it comes in: an answer is kept, and sent on to other providers. */
export class KeylessEvents {
  readonly #hider: KeyHider | undefined;
  /** One for all text and one for all reasoning, whose parts are joined when they are sent on, and one for each tool call. */
  readonly #streams = new Map<string, KeyHider>();
  readonly #streamOf = new Map<number, KeyHider>();

  constructor(private readonly key: string | undefined) {
    this.#hider = keyHider(key);
  }

  /** A text of the provider that comes at once. */
  readonly hide = (text: string): string => this.#hider?.whole(text) ?? text;

  take(event: ChatEvent): ChatEvent[] {
    if (this.#hider === undefined) return [event];
    const { hide } = this;
    switch (event.type) {
      case 'part': {
        const { index, part } = event;
        const stream = this.#open(index, part.type === 'tool-call' ? `call ${index}` : part.type);
        if (part.type === 'tool-call') {
          return [
            { ...event, part: { ...part, id: hide(part.id), name: hide(part.name), input: stream.push(part.input) } },
          ];
        }
        return 'text' in part ? [{ ...event, part: { ...part, text: stream.push(part.text) } }] : [event];
      }
      case 'delta':
        return this.#grown(event.index, this.#streamOf.get(event.index)?.push(event.text) ?? '');
      case 'partEnd': {
        const { index, opaque } = event;
        const rest = this.#grown(index, this.#streamOf.get(index)?.end() ?? '');
        return [...rest, opaque ? { ...event, opaque: { ...opaque, json: hide(opaque.json) } } : event];
      }
      case 'usage': {
        const { usage } = event;
        return [usage.tier === undefined ? event : { ...event, usage: { ...usage, tier: hide(usage.tier) } }];
      }
      case 'tokens':
      case 'finish':
        return [event];
    }
  }

  #open(index: number, name: string): KeyHider {
    const stream = this.#streams.get(name) ?? keyHider(this.key)!;
    this.#streams.set(name, stream);
    this.#streamOf.set(index, stream);
    return stream;
  }

  readonly #grown = (index: number, text: string): ChatEvent[] => (text === '' ? [] : [{ type: 'delta', index, text }]);
}

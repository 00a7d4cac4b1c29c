import type { Work } from '../../base/work';
import type { ChatEvent, ChosenToken } from '../messages/chatTypes';
import { keyHider } from '../providers/hideSecrets';
import type { KeyFilter, KeyHider } from '../providers/hideSecrets';

/** UTF-16 code units that are searched in one step, in about a millisecond. */
const stepLength = 32_768;

/**
 * Hides the key in the events of one answer, however it is split: an answer is kept, and sent on to other providers.
 */
export class KeylessEvents {
  readonly #hider: KeyHider | undefined;
  /**
   * Filters: one for all text and one for all reasoning, whose parts are joined when they are sent on, and one for each
   * tool call.
   */
  readonly #streams = new Map<string, KeyFilter>();
  readonly #streamOf = new Map<number, KeyFilter>();

  constructor(key: string | undefined) {
    this.#hider = keyHider(key);
  }

  /** Whether some of the key has come in a text that is joined from the pieces of several events. */
  get hasHidden(): boolean {
    return [...this.#streams.values()].some((stream) => stream.hasHidden);
  }

  /** Hides the key in a short text of the provider. */
  readonly hide = (text: string): string => this.#hider?.whole(text) ?? text;

  *take(event: ChatEvent): Work<ChatEvent[]> {
    const hider = this.#hider;
    if (hider === undefined) return [event];
    switch (event.type) {
      case 'part': {
        const { index, part } = event;
        const stream = this.#open(hider, index, part.type === 'tool-call' ? `call ${index}` : part.type);
        if (part.type === 'tool-call') {
          const [id, name] = [yield* whole(hider, part.id), yield* whole(hider, part.name)];
          return [{ ...event, part: { ...part, id, name, input: yield* pushed(stream, part.input) } }];
        }
        return 'text' in part ? [{ ...event, part: { ...part, text: yield* pushed(stream, part.text) } }] : [event];
      }
      case 'delta': {
        const stream = this.#streamOf.get(event.index);
        return grown(event.index, stream ? yield* pushed(stream, event.text) : '');
      }
      case 'partEnd': {
        const { index, opaque } = event;
        const rest = grown(index, this.#streamOf.get(index)?.end() ?? '');
        if (opaque === undefined) return [...rest, event];
        return [...rest, { ...event, opaque: { ...opaque, json: yield* whole(hider, opaque.json) } }];
      }
      case 'usage': {
        const { usage } = event;
        return [usage.tier === undefined ? event : { ...event, usage: { ...usage, tier: this.hide(usage.tier) } }];
      }
      case 'tokens':
        // Once some of the key has come, it is hidden in the text, and tokens are no longer shown.
        return this.hasHidden || (yield* this.#isIn(hider, event.tokens)) ? [] : [event];
      case 'finish':
        return [event];
    }
  }

  /** Whether tokens, which may differ from those of the text, or their alternatives contain some of the key. */
  *#isIn(hider: KeyHider, tokens: readonly ChosenToken[]): Work<boolean> {
    const stream = this.#streams.get('tokens') ?? hider.stream();
    this.#streams.set('tokens', stream);
    for (const { text, top } of tokens) {
      stream.push(text);
      if (stream.hasHidden || top.some((other) => hider.whole(other.text) !== other.text)) return true;
      yield;
    }
    return false;
  }

  #open(hider: KeyHider, index: number, name: string): KeyFilter {
    const stream = this.#streams.get(name) ?? hider.stream();
    this.#streams.set(name, stream);
    this.#streamOf.set(index, stream);
    return stream;
  }
}

const grown = (index: number, text: string): ChatEvent[] => (text === '' ? [] : [{ type: 'delta', index, text }]);

function* whole(hider: KeyHider, text: string): Work<string> {
  const stream = hider.stream();
  return (yield* pushed(stream, text)) + stream.end();
}

/** Pushes a text of possibly megabytes. */
function* pushed(stream: KeyFilter, text: string): Work<string> {
  let given = stream.push(text.slice(0, stepLength));
  for (let at = stepLength; at < text.length; at += stepLength) {
    yield;
    given += stream.push(text.slice(at, at + stepLength));
  }
  return given;
}

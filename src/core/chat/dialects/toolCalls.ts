import { isRecord } from '../../base/json';
import type { ChatEvent } from '../messages/types';
import { inputIn, stringIn } from './dialect';
import type { PartWriter } from './partWriter';

interface Call {
  readonly key: string;
  readonly id: string;
  name: string;
}

/**
 * Reads the tool calls in the deltas of Chat Completions. A call grows under its index; without one (Gemini) the last call
 * grows. Ollama numbers all of them 0: another id with another name begins another call.
 */
export class ToolCalls {
  readonly #numbered = new Map<number, Call>();
  #last: Call | undefined;
  /** The call that has not begun, as its name may still grow. */
  #named: Call | undefined;
  #count = 0;

  constructor(private readonly writer: PartWriter) {}

  read(calls: unknown): ChatEvent[] {
    return Array.isArray(calls) ? calls.filter(isRecord).flatMap((call) => this.#grow(call)) : [];
  }

  /** Begins the call whose name was still to come; for when something else comes, or nothing any more. */
  begin(): ChatEvent[] {
    if (this.#named === undefined) return [];
    const { key, id, name } = this.#named;
    this.#named = undefined;
    return this.writer.begin(key, { type: 'tool-call', id, name, input: '' });
  }

  #grow(delta: Readonly<Record<string, unknown>>): ChatEvent[] {
    const { index } = delta;
    const made = isRecord(delta['function']) ? delta['function'] : {};
    const [id, name, input] = [stringIn(delta, 'id'), stringIn(made, 'name'), inputIn(made, 'arguments')];
    const events: ChatEvent[] = [];
    let call = typeof index === 'number' ? this.#numbered.get(index) : this.#last;
    if (call === undefined || isAnother(call, id, name, typeof index === 'number')) {
      events.push(...this.begin());
      this.#named = call = { key: `call ${this.#count++}`, id, name };
    } else if (call === this.#named && call.name !== name) {
      call.name += name; // Some send it in pieces, some repeat it.
    }
    this.#last = call;
    if (typeof index === 'number') this.#numbered.set(index, call);
    if (input === '') return events;
    return [...events, ...this.begin(), ...this.writer.growInput(call.key, input)];
  }
}

/** Old servers make up a new id for every piece of a call, but name it once. */
function isAnother(call: Call, id: string, name: string, isNumbered: boolean): boolean {
  if (name === '') return false;
  return id !== '' && call.id !== '' ? id !== call.id : !isNumbered;
}

import { isRecord, parseJson } from '../../base/json';
import type { ChatEvent } from '../messages/chatTypes';
import { CallSeals } from './chatSeals';
import { inputIn, placeIn, stringIn } from './dialect';
import type { PartWriter } from './partWriter';

interface Call {
  readonly key: string;
  readonly id: string;
  name: string;
  input: string;
  /** Whether its input was complete when another id came with its name. */
  isWhole?: boolean;
}

/**
 * Reads the tool calls in the deltas of Chat Completions. A call grows under its index; without one (Gemini) the last
 * call grows. Ollama numbers all calls 0 and sends each complete, so another id with a name begins another call.
 */
export class ToolCalls {
  readonly #numbered = new Map<string, Call>();
  #last: Call | undefined;
  /** The call that has not begun yet, as its name may still grow. */
  #named: Call | undefined;
  count = 0;
  readonly #seals = new CallSeals();

  constructor(private readonly writer: PartWriter) {}

  read(calls: unknown): ChatEvent[] {
    return Array.isArray(calls) ? calls.filter(isRecord).flatMap((call) => this.#grow(call)) : [];
  }

  /** Begins the call whose name was incomplete. To be called when something else comes, or nothing more. */
  begin(): ChatEvent[] {
    if (this.#named === undefined) return [];
    const { key, id, name } = this.#named;
    this.#named = undefined;
    return this.writer.begin(key, { type: 'tool-call', id, name, input: '' });
  }

  /** Ends all calls. To be called when nothing more comes. */
  end(): ChatEvent[] {
    return [...this.begin(), ...this.#seals.end(this.writer)];
  }

  #grow(delta: Readonly<Record<string, unknown>>): ChatEvent[] {
    const index = placeIn(delta, 'index');
    const made = isRecord(delta['function']) ? delta['function'] : {};
    const [id, name, input] = [stringIn(delta, 'id'), stringIn(made, 'name'), inputIn(made, 'arguments')];
    const events: ChatEvent[] = [];
    let call = index === undefined ? this.#last : this.#numbered.get(index);
    if (call === undefined || isAnother(call, id, name, index !== undefined)) {
      events.push(...this.begin());
      this.#named = call = { key: `call ${this.count++}`, id, name, input: '' };
    } else if (call === this.#named && call.name !== name) {
      call.name += name; // Some servers send the name in pieces, some repeat it.
    }
    this.#seals.read(call.key, delta);
    this.#last = call;
    if (index !== undefined) this.#numbered.set(index, call);
    if (input === '') return events;
    call.input += input;
    return [...events, ...this.begin(), ...this.writer.growInput(call.key, input)];
  }
}

/**
 * Whether a piece begins another call. Old servers invent a new id for every piece of a call; some of them send the
 * name once, some with every piece.
 */
function isAnother(call: Call, id: string, name: string, isNumbered: boolean): boolean {
  if (name === '') return false;
  if (id === '' || call.id === '') return !isNumbered;
  if (id === call.id) return false;
  // Decided once, as parsing a long input with every piece would take long.
  return name !== call.name || (call.isWhole ??= parseJson(call.input) !== undefined);
}

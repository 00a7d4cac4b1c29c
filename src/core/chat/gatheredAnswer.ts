import type { ChatEvent, MessagePart } from './messages/chatTypes';

/** A call of a tool; its input as the model wrote it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

/** The parts of an answer that have come. */
export class GatheredAnswer {
  text = '';
  reasoning = '';
  /** Natural logarithms of the probabilities of the tokens, where they were asked for. */
  readonly logProbs: number[] = [];
  private readonly types = new Map<number, MessagePart['type']>();
  private readonly calls = new Map<number, ToolCall>();

  get toolCalls(): ToolCall[] {
    return [...this.calls.values()];
  }

  get isEmpty(): boolean {
    return this.types.size === 0;
  }

  /** Adds the events; returns the text of the answer that they add. */
  take(events: readonly ChatEvent[]): string {
    let text = '';
    for (const event of events) {
      if (event.type === 'part') text += this.begin(event.index, event.part);
      else if (event.type === 'delta') text += this.grow(event.index, event.text);
      else if (event.type === 'tokens') for (const { logprob } of event.tokens) this.logProbs.push(logprob);
    }
    this.text += text;
    return text;
  }

  private begin(index: number, part: MessagePart): string {
    this.types.set(index, part.type);
    if (part.type === 'tool-call') this.calls.set(index, { id: part.id, name: part.name, input: '' });
    if (part.type === 'tool-call') return this.grow(index, part.input);
    return 'text' in part ? this.grow(index, part.text) : '';
  }

  /** Adds `more` to a part; returns it where it belongs to the text of the answer, and otherwise the empty text. */
  private grow(index: number, more: string): string {
    const type = this.types.get(index);
    const call = this.calls.get(index);
    if (type === 'reasoning') this.reasoning += more;
    if (call) this.calls.set(index, { ...call, input: call.input + more });
    return type === 'text' ? more : '';
  }
}

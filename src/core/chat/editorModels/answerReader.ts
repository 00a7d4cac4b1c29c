import { PartWriter } from '../dialects/partWriter';
import type { ChatEvent, FinishReason } from '../messages/chatTypes';
import type { EditorAnswerPart } from './editorModel';

/** Turns what a model of the editor answers into events of parts. */
export class EditorAnswerReader {
  /** All that came, for whoever counts it. */
  text = '';
  private readonly writer = new PartWriter();
  private calls = 0;

  get hasOutput(): boolean {
    return this.writer.hasOutput;
  }

  /** The editor says only that the answer has ended. */
  get finish(): FinishReason {
    return this.calls > 0 ? 'tool-calls' : 'stop';
  }

  /** Reads a piece of an answer. One of no known kind gives no events: the editor passes on marks of its vendors as well. */
  read(part: EditorAnswerPart): ChatEvent[] {
    switch (part.type) {
      case 'text':
      case 'reasoning':
        this.text += part.text;
        return this.writer.grow(part.type, part.type, part.text);
      case 'tool-call': {
        const key = `call ${this.calls++}`;
        // Some hand on the text that their provider sent.
        const input = typeof part.input === 'string' ? part.input : JSON.stringify(part.input ?? {});
        this.text += `${part.name} ${input}`;
        const begun = this.writer.begin(key, { type: 'tool-call', id: part.id, name: part.name, input: '' });
        return [...begun, ...this.writer.growInput(key, input), ...this.writer.close(key)];
      }
      case 'other':
        return [];
    }
  }

  end(): ChatEvent[] {
    return this.writer.closeAll();
  }
}

import { PartWriter } from '../dialects/partWriter';
import type { ChatEvent, FinishReason } from '../messages/chatTypes';
import type { EditorAnswerPart } from './editorModel';

/** Turns the answer of a model of the editor into events of parts. */
export class EditorAnswerReader {
  /** The whole answer, for counting. */
  text = '';
  private readonly writer = new PartWriter();
  private calls = 0;

  get hasOutput(): boolean {
    return this.writer.hasOutput;
  }

  /** The reason for the end of the answer. The editor reports only that it ended. */
  get finish(): FinishReason {
    return this.calls > 0 ? 'tool-calls' : 'stop';
  }

  /**
   * Reads a piece of an answer. A piece of an unknown kind gives no events, as the editor also passes on marks of its
   * vendors.
   */
  read(part: EditorAnswerPart): ChatEvent[] {
    switch (part.type) {
      case 'text':
      case 'reasoning':
        this.text += part.text;
        return this.writer.grow(part.type, part.type, part.text);
      case 'tool-call': {
        const key = `call ${this.calls++}`;
        // Some extensions pass on the text of their provider.
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

import { Questions } from '../../core/base/rpc/questions';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { EncodedText, FromLab, ToLab } from '../../core/lab/labProtocol';

type Answer = Extract<ToLab, { readonly type: 'encoded' | 'encodeFailed' }>;

/** What the page asks its host and waits for. */
export class HostQuestions {
  private readonly questions = new Questions<readonly EncodedText[]>();

  constructor(private readonly post: (message: FromLab) => void) {}

  /** @throws Error with the reason of the host. */
  encode(text: string, encodings: readonly EncodingName[], signal: AbortSignal): Promise<readonly EncodedText[]> {
    const send = (request: number): void => this.post({ type: 'encode', request, text, encodings: [...encodings] });
    return this.questions.ask(send, { signal });
  }

  receive(answer: Answer): void {
    if (answer.type === 'encoded') this.questions.answer(answer.request, answer.texts);
    else this.questions.fail(answer.request, new Error(answer.message));
  }
}

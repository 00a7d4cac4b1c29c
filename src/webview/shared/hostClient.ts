import type {
  AnswerForms,
  AnswerTo,
  TypedMessage,
  PageProtocol,
  Question,
  QuestionType,
  Reply,
} from '../../core/base/rpc/ask';
import { Asker } from '../../core/base/rpc/asker';
import type { FromEveryPage } from '../../core/base/rpc/everyPage';
import { parseMessage } from '../../core/base/rpc/parseMessage';
import type { PageApi } from './pageApi';

/** The page's end of its protocol. It checks what arrives, and reports what it does not understand to the host's log. */
export class HostClient<From extends TypedMessage, To extends TypedMessage, Forms extends AnswerForms> {
  private readonly asker: Asker<From, Forms>;

  constructor(
    private readonly api: PageApi,
    private readonly protocol: PageProtocol<To, Forms>,
  ) {
    this.asker = new Asker<From, Forms>((message) => this.api.postMessage(message), protocol.answers);
  }

  readonly post = (message: From | FromEveryPage): void => this.api.postMessage(message);

  /** Asks the host. @throws Error with the reason of the host, or that of the signal. */
  readonly ask = <K extends QuestionType<From, Forms>>(
    type: K,
    question: Omit<Question<From, K>, 'type'>,
    signal?: AbortSignal,
  ): Promise<AnswerTo<Forms, K>> => this.asker.ask(type, question, signal);

  /** Listens to the host through `target` (the window). Answers go to the code that asked, everything else to `receive`. */
  listen(target: EventTarget, receive: (message: To) => void): void {
    target.addEventListener('message', (event) => {
      const message = parseMessage(this.protocol.messages, (event as MessageEvent<unknown>).data, (why) =>
        this.post({ type: 'pageError', message: `The page got a message that it does not understand: ${why}` }),
      );
      if (message === undefined) return;
      if (isReply(message)) this.asker.receive(message);
      else receive(message);
    });
  }
}

const isReply = (message: TypedMessage): message is Reply => message.type === 'reply' || message.type === 'failed';

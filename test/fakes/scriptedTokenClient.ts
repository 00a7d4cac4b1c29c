import { TokenClient } from '../../src/core/tokens/worker/tokenClient';
import type { TokenReply, TokenRequest } from '../../src/core/tokens/worker/workerProtocol';

/** A token client without a thread: it remembers what was sent, and its test answers. */
export class ScriptedTokenClient extends TokenClient {
  readonly sent: TokenRequest[] = [];
  private readonly link: { reply?: (reply: unknown) => void; end?: () => void };

  constructor(onSent: (request: TokenRequest) => void = () => undefined) {
    const link: ScriptedTokenClient['link'] = {};
    const post = (request: TokenRequest): void => {
      this.sent.push(request);
      onSent(request);
    };
    super({
      host: {
        startWorker: (_script, { onMessage, onEnd }) => {
          Object.assign(link, { reply: onMessage, end: onEnd });
          return { post: (request) => post(request as TokenRequest), end: () => undefined };
        },
        later: () => () => undefined,
      },
      script: '',
      vocabularies: '',
      log: { error: () => undefined },
    });
    this.link = link;
  }

  get kinds(): string[] {
    return this.sent.map(({ kind }) => kind);
  }

  reply(reply: TokenReply): void {
    this.link.reply?.(reply);
  }

  end(): void {
    this.link.end?.();
  }
}

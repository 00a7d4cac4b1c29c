import { pathOf } from '../../src/core/pages/address';
import type { PageAddress, PagePlace } from '../../src/core/pages/address';
import type { Page } from '../../src/core/pages/page';
import { fromPages } from '../../src/core/pages/pagesProtocol';
import type { FromPages, LoadedPage, MissingPage, ToPages } from '../../src/core/pages/pagesProtocol';
import type { Reply } from '../../src/core/base/rpc/ask';
import type { WordQuestion } from '../../src/core/glossary/cards/wordQuestion';
import { parseMessage } from '../../src/core/base/rpc/parseMessage';

/** The host's end of the pages, as a script: answers what the page asks for, and remembers all that it said. */
export class ScriptedPages {
  readonly messages: FromPages[] = [];
  readonly invalid: string[] = [];
  /** Pages that `source` does not have, by their path. */
  readonly own = new Map<string, Page>();
  /** Answers what is asked of words; without it nobody explains any. */
  explain: ((question: WordQuestion) => Reply) | undefined;
  first: PagePlace | undefined;
  alone = false;
  again: string | undefined;
  /** Pages that a missing one leads on to. */
  instead: MissingPage['instead'];
  /** Loads are not answered before this is resolved. */
  held: Promise<void> | undefined;
  /** How many loads were answered. */
  answered = 0;

  constructor(
    private readonly post: (message: ToPages | Reply) => void,
    private readonly source: (address: PageAddress) => Promise<Page | undefined> = () => Promise.resolve(undefined),
  ) {}

  receive = (data: unknown): void => {
    const message = parseMessage<FromPages>(fromPages, data, (why) => this.invalid.push(why));
    if (!message) return;
    this.messages.push(message);
    if (message.type === 'ready') {
      const start = { type: 'start', strings: {}, alone: this.alone } as const;
      this.post(this.first ? { ...start, show: this.first } : start);
    }
    if (message.type === 'ready' && this.explain) this.post({ type: 'wordRules', enabled: true, delayMs: 50 });
    if (message.type === 'explainWord' && this.explain) this.post(this.explain(message));
    if (message.type === 'load') void this.load(message.request, message.address);
  };

  show(place: PagePlace): void {
    this.post({ type: 'show', place });
  }

  explainSelection(): void {
    this.post({ type: 'explainSelection' });
  }

  /** Says that what stands there has changed. */
  change(): void {
    this.post({ type: 'changed' });
  }

  useInCounter(modelId: string): void {
    this.post({ type: 'counterModel', modelId });
  }

  of<Type extends FromPages['type']>(type: Type): Extract<FromPages, { type: Type }>[] {
    return this.messages.filter((message): message is Extract<FromPages, { type: Type }> => message.type === type);
  }

  private async load(request: number, address: PageAddress): Promise<void> {
    await this.held;
    const page = this.own.get(pathOf(address)) ?? (await this.source(address));
    const { again, instead } = this;
    const value: LoadedPage = page
      ? { kind: 'page', page }
      : { kind: 'missing', title: 'Not there', message: 'It is not.', again, instead };
    this.post({ type: 'reply', request, value });
    this.answered += 1;
  }
}

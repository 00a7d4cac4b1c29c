import type { Cancel } from '../../../src/core/base/rpc/ask';
import { Asker } from '../../../src/core/base/rpc/asker';
import { wordAnswers } from '../../../src/core/glossary/cards/wordQuestion';
import type { WordFromPage, WordQuestion } from '../../../src/core/glossary/cards/wordQuestion';
import { WordCards } from '../../../src/webview/shared/wordCard';
import { realAnswer } from '../../fakes/realWords';
import { forgetPage } from '../../support/onePage';
import { poll } from '../../support/poll';

/** A page in a DOM without a layout: the tests say which letter is below the pointer. */
export class WordsPage {
  readonly main = document.createElement('main');
  readonly button = document.createElement('button');
  readonly posted: (WordFromPage | Cancel)[] = [];
  readonly links: string[] = [];
  announced = '';
  private readonly asker = new Asker<WordFromPage, typeof wordAnswers>(
    (message) => this.posted.push(message),
    wordAnswers,
  );
  readonly cards = new WordCards({
    host: {
      post: (message) => (message.type === 'openLink' ? this.links.push(message.url) : this.posted.push(message)),
      ask: (type, question, signal) => this.asker.ask(type, question, signal),
    },
    texts: () => [this.main],
    top: () => 0,
    announce: (text) => (this.announced = text),
  });

  constructor(html: string) {
    this.main.innerHTML = html;
    forgetPage();
    document.body.replaceChildren(this.button, this.main);
    document.getSelection()?.removeAllRanges();
    this.cards.connect();
    this.cards.receive({ type: 'wordRules', enabled: true, delayMs: 0 });
  }

  /** The place of a word in the page. */
  find(word: string): { node: Text; offset: number } {
    const texts = document.createTreeWalker(this.main, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node instanceof Text && node.data.includes(word)) return { node, offset: node.data.indexOf(word) };
    }
    throw new Error(`The page does not say "${word}".`);
  }

  /** The pointer comes to a word and rests there. */
  point(word: string | undefined): void {
    const place = word === undefined ? undefined : this.find(word);
    document.caretPositionFromPoint = () =>
      place ? ({ offsetNode: place.node, offset: place.offset } as unknown as CaretPosition) : null;
    const box = new DOMRect(100, 100, 40, 16);
    Range.prototype.getClientRects = () => [box] as unknown as DOMRectList;
    window.dispatchEvent(new PointerEvent('pointermove', { clientX: 110, clientY: 105, pointerType: 'mouse' }));
  }

  /** The pointer goes away from word and card. */
  leave(): void {
    document.caretPositionFromPoint = () => null;
    window.dispatchEvent(new PointerEvent('pointermove', { clientX: 600, clientY: 600, pointerType: 'mouse' }));
  }

  select(word: string): void {
    const { node, offset } = this.find(word);
    document.getSelection()?.setBaseAndExtent(node, offset, node, offset + word.length);
  }

  of<T extends WordsPage['posted'][number]['type']>(type: T): Extract<WordsPage['posted'][number], { type: T }>[] {
    return this.posted.filter((message) => message.type === type) as never;
  }

  question(count = 1): Promise<WordQuestion> {
    return poll(`question ${count}`, () => this.of('explainWord')[count - 1]);
  }

  async answer(count = 1): Promise<void> {
    this.asker.receive(realAnswer(await this.question(count)));
    // It arrives a moment later.
    await new Promise((resolve) => setImmediate(resolve));
  }

  get card(): HTMLElement | null {
    return document.querySelector('.word-card');
  }

  key(key: string, more: KeyboardEventInit = {}): boolean {
    return !window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
  }
}

import { commands, env } from 'vscode';
import type { Uri, WebviewView, WebviewViewProvider } from 'vscode';
import type { Disposable } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import type { PagePlace } from '../../../core/pages/address';
import { termIdOfLink } from '../../../core/pages/cardPage';
import { fromCard } from '../../../core/pages/cardProtocol';
import type { FromCard, ToCard } from '../../../core/pages/cardProtocol';
import type { ReaderChoices } from '../terms/termChoices';
import type { Pages } from '../../pages/pages';
import type { Tables } from '../../shared/tables';
import { activeModel, setActiveModel } from '../../shared/activeModel';
import { executeCommand } from '../../shared/commands';
import { contextKey, viewId } from '../../shared/contributions';
import type { Logger } from '../../shared/log';
import { openWebLink } from '../../shared/openers';
import { hostPage } from '../../shared/webviewHost';
import { pageWords, say } from '../../shared/words';
import { cardOf, linkedCard } from './cards';
import type { Card, CardParts } from './cards';
import { CursorFollower } from './cursorFollower';

export interface CardViewParts extends CardParts {
  readonly extension: Uri;
  readonly tables: Tables;
  readonly choices: ReaderChoices;
  readonly pages: Pick<Pages, 'show'>;
  readonly openInPlayground: (model: Model) => Promise<void>;
  readonly log: Logger;
}

/** Steps back that are kept. */
const mostSteps = 50;

type Handlers = { readonly [K in FromCard['type']]: (message: Extract<FromCard, { readonly type: K }>) => unknown };

/** The view that shows the card of what the cursor is at. While it is not seen, it asks for nothing. */
export class CardView implements WebviewViewProvider {
  private view: WebviewView | undefined;
  private listening: Disposable | undefined;
  /** The page is loaded; VS Code throws that of a hidden view away. */
  private isReady = false;
  private wantsFocus = false;
  private isPinned = false;
  private shown: Card | undefined;
  /** The cards from which links led to the one that is shown. */
  private readonly trail: Card[] = [];
  private readonly follower = new CursorFollower((document, position, cancel) =>
    this.guarded('Showing the card at the cursor', async () => {
      const subject = await this.parts.subjects.at(document, position, cancel);
      const place = { document, position };
      const card = subject && !cancel.isCancellationRequested && (await cardOf(subject, place, this.parts));
      // With nothing at the cursor the last card stays.
      if (card && !cancel.isCancellationRequested) this.arrive(card);
    }),
  );

  constructor(private readonly parts: CardViewParts) {}

  dispose(): void {
    this.follower.stop();
    this.listening?.dispose();
  }

  resolveWebviewView(view: WebviewView): void {
    this.view = view;
    this.isReady = false;
    this.listening?.dispose();
    const page = hostPage<FromCard>(view.webview, this.parts.extension, this.parts.log, {
      name: 'card',
      title: say('Glossary Card'),
      element: 'ai-card',
      messages: fromCard,
      onMessage: (message) => void this.answer(message),
    });
    this.listening = page;
    view.onDidChangeVisibility(() => {
      this.isReady &&= view.visible;
      this.follow();
    });
    view.onDidDispose(() => {
      page.dispose();
      if (this.view === view) this.view = undefined;
      this.follow();
    });
    this.follow();
  }

  /** Brings the keyboard into the card. */
  async focus(): Promise<void> {
    this.wantsFocus = true;
    await commands.executeCommand(`${viewId('glossary.card')}.focus`);
    if (this.isFollowing) await this.follower.look();
    this.giveFocus();
  }

  /** A pinned card stays, wherever the cursor goes. */
  togglePinned(): void {
    this.isPinned = !this.isPinned;
    this.tellContext();
    this.follow();
  }

  clear(): void {
    this.isPinned = false;
    this.shown = undefined;
    this.trail.length = 0;
    this.show(false);
    if (this.isFollowing) this.follower.start();
  }

  /** What the reader says of the card's word has changed. */
  refresh(): void {
    this.show(false);
  }

  /** The counter counts for another model: so does the live line. What a link led to stays as it is. */
  refreshModel(): void {
    if (!this.isReady) return;
    if (this.trail.length === 0) this.follow();
    void this.guarded('Telling the card the model of the counter', () => this.tellCounterModel());
  }

  private get isFollowing(): boolean {
    return this.view?.visible === true && !this.isPinned;
  }

  private follow(): void {
    if (!this.isFollowing) return this.follower.stop();
    this.follower.start();
    void this.follower.look();
  }

  private arrive(card: Card): void {
    const isSame = this.trail.length === 0 && JSON.stringify(card.page) === JSON.stringify(this.shown?.page);
    this.trail.length = 0;
    this.shown = card;
    // Drawn again, the same card would lose its place and what a screen reader is at.
    if (!isSame) this.show(false);
  }

  private readonly handlers: Handlers = {
    ready: async () => {
      this.isReady = true;
      this.post({ type: 'start', strings: pageWords() });
      this.show(false);
      this.giveFocus();
      await this.tellCounterModel();
    },
    follow: ({ place }) => this.followLink(place),
    back: () => {
      this.shown = this.trail.pop() ?? this.shown;
      this.show(true);
    },
    know: async ({ termId, isKnown }) => {
      if (termId === this.shown?.term?.id) await this.parts.choices.setKnown(termId, isKnown);
    },
    explain: async () => {
      const place = this.shown?.place;
      if (!place) return;
      const { line, character } = place.position;
      await executeCommand('glossary.explainTerm', place.document.uri.toString(), line, character);
    },
    leave: () => commands.executeCommand('workbench.action.focusActiveEditorGroup'),
    openLink: ({ url }) => openWebLink(url),
    useInCounter: async ({ modelId }) => {
      const model = await this.modelOf(modelId);
      if (model) await setActiveModel(model.id);
    },
    openInPlayground: async ({ modelId }) => {
      const model = await this.modelOf(modelId);
      if (model) await this.parts.openInPlayground(model);
    },
    copyText: ({ text }) => env.clipboard.writeText(text),
    pageError: ({ message }) => this.parts.log.error(`The page of the glossary card reported: ${message}`),
  };

  private answer(message: FromCard): Promise<void> {
    // Each handler takes the message of its own type; the compiler cannot follow that through the union.
    const handle = this.handlers[message.type] as (message: FromCard) => unknown;
    return this.guarded(`Answering ${message.type} of the glossary card`, () => handle(message));
  }

  private async followLink(place: PagePlace): Promise<void> {
    const from = this.shown;
    const termId = place.folder === 'terms' ? termIdOfLink(place.id) : undefined;
    // To itself leads the name of the glossary that a term of the workspace is from.
    if (termId !== undefined && termId === from?.term?.id) return executeCommand('glossary.lookUp', termId);
    // Where the card stands from which the first of the links led.
    const at = (this.trail[0] ?? from)?.place;
    const card = at && termId !== undefined ? await linkedCard(termId, at, this.parts) : undefined;
    if (!card || !from) return this.parts.pages.show(place);
    // The cursor was faster.
    if (this.shown !== from) return;
    this.trail.push(from);
    // The first stays: it says where the reader is.
    if (this.trail.length > mostSteps) this.trail.splice(1, 1);
    this.shown = card;
    this.show(true);
  }

  private show(takesFocus: boolean): void {
    this.tellContext();
    if (!this.isReady) return;
    const { shown } = this;
    if (!shown) return this.post({ type: 'empty' });
    const { page, term, place } = shown;
    const back = this.trail.at(-1)?.page.title;
    this.post({
      ...{ type: 'card', page, takesFocus, isAtCursor: place !== undefined && term !== undefined },
      ...(term && { term: { id: term.id, isKnown: this.parts.choices.current.known.has(term.id) } }),
      ...(back !== undefined && { back }),
    });
  }

  private giveFocus(): void {
    if (!this.wantsFocus || !this.isReady) return;
    this.wantsFocus = false;
    this.post({ type: 'takeFocus' });
  }

  private tellContext(): void {
    if (this.view) this.view.description = this.isPinned ? say('pinned') : '';
    void commands.executeCommand('setContext', contextKey('glossary.hasCard'), this.shown !== undefined);
  }

  private async tellCounterModel(): Promise<void> {
    const model = activeModel(await this.parts.tables.catalog());
    this.post({ type: 'counterModel', modelId: 'unknownId' in model ? '' : model.id });
  }

  private async modelOf(id: string): Promise<Model | undefined> {
    return (await this.parts.tables.catalog()).models.find((model) => model.id === id);
  }

  private async guarded(what: string, run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.parts.log.error(`${what} failed.`, error);
    }
  }

  private post(message: ToCard): void {
    void this.view?.webview.postMessage(message);
  }
}

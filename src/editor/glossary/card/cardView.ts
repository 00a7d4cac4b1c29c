import { Disposable, commands } from 'vscode';
import type { WebviewView, WebviewViewProvider } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import type { NoAnswers } from '../../../core/base/rpc/ask';
import type { PagePlace } from '../../../core/pages/address';
import { termIdOfLink } from '../../../core/pages/cardPage';
import { fromCard } from '../../../core/pages/cardProtocol';
import type { FromCard, ToCard } from '../../../core/pages/cardProtocol';
import type { ReaderChoices } from '../terms/readerChoices';
import { counterModelMessage, modelHandlers } from '../../pages/modelPage';
import type { Pages } from '../../pages/pages';
import { cancelOnAbort } from '../../shared/abort';
import type { ActiveDocument } from '../../shared/activeDocument';
import { executeCommand } from '../../shared/commands';
import { contextKey, viewId } from '../../shared/contributions';
import { Follower } from '../../shared/follower';
import { WebviewHost } from '../../shared/webviewHost';
import type { PanelHandlers } from '../../shared/webviewHost';
import type { Shared } from '../../shared/shared';
import { webviewStrings, say } from '../../shared/words';
import { cardOf, linkedCard } from './cards';
import type { Card } from './cards';
import type { CardDeps } from '../terms/hoverTargets';

export interface CardViewDeps extends CardDeps, Pick<Shared, 'context' | 'log'> {
  readonly active: ActiveDocument;
  readonly choices: ReaderChoices;
  readonly pages: Pick<Pages, 'show'>;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

/** Milliseconds for which the cursor rests before its place is read. */
const restMs = 150;

/** Largest number of steps back that are kept. */
const maxSteps = 50;

type Handlers = PanelHandlers<FromCard, NoAnswers>;

/** The view that shows the card of the subject at the cursor. While it is not visible, it requests nothing. */
export class CardView implements WebviewViewProvider {
  private view: WebviewView | undefined;
  private wantsFocus = false;
  private host: WebviewHost<FromCard, ToCard, NoAnswers> | undefined;
  private isPinned = false;
  private shown: Card | undefined;
  /** The cards from which links led to the current one. */
  private readonly trail: Card[] = [];
  private readonly follower: Follower;
  /** Listens to the cursor while the card is visible. */
  private listening: Disposable | undefined;

  constructor(private readonly deps: CardViewDeps) {
    this.follower = new Follower({
      run: (signal) => this.look(signal),
      failed: (error) => deps.log.error('Showing the card at the cursor failed.', error),
    });
  }

  dispose(): void {
    this.stopFollowing();
    this.host?.dispose();
  }

  resolveWebviewView(view: WebviewView): void {
    this.view = view;
    this.host?.dispose();
    this.host = new WebviewHost(view, this.deps, {
      name: 'card',
      title: say('Glossary Card'),
      element: 'ai-card',
      messages: fromCard,
      answers: {},
      handlers: { ...this.handlers, ...modelHandlers(this.deps.tables, this.deps.openInPlayground) },
      // The card appears by itself, so no user waits for a message about it.
      onError: () => undefined,
    });
    view.onDidChangeVisibility(() => this.follow());
    view.onDidDispose(() => {
      if (this.view === view) this.view = undefined;
      this.follow();
    });
    this.follow();
  }

  /** Moves the keyboard focus into the card. */
  async focus(): Promise<void> {
    // The command may only now create the view, whose page comes later.
    this.wantsFocus = true;
    await commands.executeCommand(`${viewId('glossary.card')}.focus`);
    if (this.isFollowing) await this.follower.now();
    this.giveFocus();
  }

  /** Pins or unpins the card. A pinned card stays, wherever the cursor goes. */
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
    if (this.isFollowing) this.startFollowing();
  }

  /** Call when the reader's choice on the card's word has changed. */
  refresh(): void {
    this.show(false);
  }

  /** Call when glossaries have changed. A term that is gone leaves the card, and a changed term is shown anew. */
  async refreshTerm(): Promise<void> {
    const { shown } = this;
    const at = (this.trail[0] ?? shown)?.place;
    if (!shown?.term || !at) return;
    const now = await linkedCard(shown.term.id, at, this.deps);
    // Another card was shown meanwhile.
    if (this.shown !== shown) return;
    if (!now) {
      this.clear();
      return this.follow();
    }
    if (JSON.stringify(now.page) === JSON.stringify(shown.page)) return;
    this.shown = { ...shown, ...now };
    this.show(false);
  }

  /**
   * Call when the counter counts for another model, as the live line then does too. A card that a link led to stays as it is.
   */
  refreshModel(): void {
    if (!this.host?.outbox.hears) return;
    if (this.trail.length === 0) this.follow();
    this.tellCounterModel().catch((error: unknown) =>
      this.deps.log.error('The card could not be told the model of the counter.', error),
    );
  }

  private get isFollowing(): boolean {
    return this.view?.visible === true && !this.isPinned;
  }

  private follow(): void {
    if (!this.isFollowing) return this.stopFollowing();
    this.startFollowing();
    void this.follower.now();
  }

  private startFollowing(): void {
    const { active } = this.deps;
    const later = (): void => this.follower.soon(restMs);
    this.listening ??= Disposable.from(
      active.onDidSelect(later),
      active.onDidBecomeActive((editor) => {
        if (editor) later();
      }),
    );
  }

  private stopFollowing(): void {
    this.follower.stop();
    this.listening?.dispose();
    this.listening = undefined;
  }

  private async look(signal: AbortSignal): Promise<void> {
    const { editor } = this.deps.active;
    if (!editor) return;
    const place = { document: editor.document, position: editor.selection.active };
    const cancel = cancelOnAbort(signal);
    const target = await this.deps.targets.at(place.document, place.position, cancel);
    const card = target && !cancel.isCancellationRequested && (await cardOf(target, place, this.deps));
    // If there is nothing at the cursor, the last card stays.
    if (card && !cancel.isCancellationRequested) this.arrive(card);
  }

  private arrive(card: Card): void {
    const isSame = this.trail.length === 0 && JSON.stringify(card.page) === JSON.stringify(this.shown?.page);
    this.trail.length = 0;
    this.shown = card;
    // If the same card were drawn again, it would lose its scroll position and the place of a screen reader.
    if (!isSame) this.show(false);
  }

  private readonly handlers: Omit<Handlers, keyof ReturnType<typeof modelHandlers>> = {
    ready: async () => {
      this.host?.outbox.begin({ type: 'start', strings: webviewStrings() }, this.message(false));
      this.giveFocus();
      await this.tellCounterModel();
    },
    follow: ({ place }) => this.followLink(place),
    back: () => {
      this.shown = this.trail.pop() ?? this.shown;
      this.show(true);
    },
    know: async ({ termId, isKnown }) => {
      if (termId === this.shown?.term?.id) await this.deps.choices.setKnown(termId, isKnown);
    },
    explain: async () => {
      const place = this.shown?.place;
      if (!place) return;
      const { line, character } = place.position;
      await executeCommand('glossary.explainTerm', place.document.uri.toString(), line, character);
    },
    leave: () => commands.executeCommand('workbench.action.focusActiveEditorGroup'),
  };

  private async followLink(place: PagePlace): Promise<void> {
    const from = this.shown;
    const termId = place.folder === 'terms' ? termIdOfLink(place.id) : undefined;
    // The name of the glossary that a term of the workspace is from is a link to the term itself.
    if (termId !== undefined && termId === from?.term?.id) return executeCommand('glossary.lookUp', termId);
    // The place of the card from which the first of the links led.
    const at = (this.trail[0] ?? from)?.place;
    const card = at && termId !== undefined ? await linkedCard(termId, at, this.deps) : undefined;
    if (!card || !from) return this.deps.pages.show(place);
    // Another card was shown meanwhile.
    if (this.shown !== from) return;
    this.trail.push(from);
    // The first card stays, because it tells where the reader is.
    if (this.trail.length > maxSteps) this.trail.splice(1, 1);
    this.shown = card;
    this.show(true);
  }

  private show(takesFocus: boolean): void {
    this.tellContext();
    // A page that does not listen yet gets the card when it begins.
    if (this.host?.outbox.hears) this.host.post(this.message(takesFocus));
  }

  private message(takesFocus: boolean): ToCard {
    const { shown } = this;
    if (!shown) return { type: 'empty' };
    const { page, term, place } = shown;
    const back = this.trail.at(-1)?.page.title;
    return {
      type: 'card',
      page,
      takesFocus,
      isAtCursor: place !== undefined && term !== undefined,
      ...(term && { term: { id: term.id, isKnown: this.deps.choices.current.known.has(term.id) } }),
      ...(back !== undefined && { back }),
    };
  }

  private giveFocus(): void {
    if (!this.wantsFocus || !this.host?.outbox.hears) return;
    this.wantsFocus = false;
    this.host.post({ type: 'takeFocus' });
  }

  private tellContext(): void {
    if (this.view) this.view.description = this.isPinned ? say('pinned') : '';
    void commands.executeCommand('setContext', contextKey('glossary.hasCard'), this.shown !== undefined);
  }

  private async tellCounterModel(): Promise<void> {
    this.host?.post(await counterModelMessage(this.deps.tables));
  }
}

import { nothing, render } from 'lit';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import { waitingClass } from '../shared/waitingBoxes';
import type { OpenParts, TurnContext } from './turnContext';
import { beginEdit } from './messageEdit';
import { answerPart, promptPart } from './turnParts';

/** Estimated pixels of a turn that has never been drawn. Once it was drawn, its real height is kept. */
const guess = { chrome: 136, line: 20, character: 7, longestPrompt: 290, aside: 28 };
/** Pixels around a turn, as in media/playground.css. */
const frame = 29;

const madeWords = {
  edited: 'editedByYou',
  'by-hand': 'writtenByYou',
  kept: 'keptAnswer',
  continued: 'continued',
  begun: 'begunByYou',
} as const;

/** Fields of the head that a turn shows by itself, without its texts. */
const shownFields = ['promptId', 'answerId', 'title', 'status', 'model', 'providerName', 'host', 'made'] as const;

/** Copied for every turn: a thousand of them are made when a conversation opens. */
const emptyTurn = document.createElement('template');
emptyTurn.innerHTML =
  '<ai-turn><article class="turn" data-testid="turn" tabindex="-1"><h2 class="who"><span class="turn-title"></span></h2><div></div>' +
  '<h3 class="who"><span></span> <span class="muted"></span></h3><div></div></article></ai-turn>';

/**
 * One message and its answer. Its two headings always stand in the page, so that a screen reader's walk over the headings
 * reaches every turn; the texts only while it is in sight.
 */
export class TurnSection {
  readonly element: HTMLElement;
  private readonly article: HTMLElement;
  private readonly title: HTMLElement;
  private readonly model: HTMLElement;
  private readonly place: HTMLElement;
  private readonly prompt: HTMLElement;
  private readonly answer: HTMLElement;
  /** Whether the turn is in sight, or kept: its texts stand in the page, or are on their way. */
  isDrawn = false;
  inSight = false;
  private isSettled = false;
  private body: TurnBody | undefined;
  /** The control that gets the focus when it is drawn. */
  private wanted: { readonly testId: string; readonly of: 'prompt' | 'answer' } | undefined;
  private readonly open: OpenParts = {};
  /** The head whose words are shown. */
  private shown: TurnHead | undefined;

  constructor(
    public head: TurnHead,
    private readonly context: TurnContext,
  ) {
    this.element = document.importNode(emptyTurn.content, true).firstElementChild as HTMLElement;
    this.article = this.element.firstElementChild as HTMLElement;
    const [asked, prompt, answered, answer] = childrenOf(this.article);
    const [model, place] = childrenOf(answered);
    asked.prepend(words(head.characters.results ? 'tools' : 'you'));
    this.title = asked.firstElementChild as HTMLElement;
    this.model = model;
    this.place = place;
    this.prompt = prompt;
    this.answer = answer;
    this.showHead();
  }

  setHead(head: TurnHead): void {
    this.head = head;
    this.showHead();
  }

  /** Keeps the place free until the texts are there. */
  reserve(width: number): void {
    this.keep(guessedHeight(this.head, width) - frame);
  }

  private keep(pixels: number): void {
    this.article.style.minHeight = `${Math.max(0, Math.round(pixels))}px`;
  }

  /** Shows the texts, and everything that the head says. */
  draw(body: TurnBody | undefined): void {
    this.isDrawn = true;
    this.element.className = 'drawn';
    this.body = body ?? this.body;
    this.article.toggleAttribute('aria-busy', this.body === undefined);
    if (this.body === undefined) return;
    this.article.classList.add('written');
    render(promptPart(this.head, this.body, this.open, this.context), this.prompt);
    render(answerPart(this.head, this.body, this.open, this.context), this.answer);
    const { wanted } = this;
    if (wanted !== undefined && document.activeElement === this.article) this.focus(wanted.testId, wanted.of);
  }

  /**
   * Gives the focus to a control of the turn as soon as it is there, or else to the one that edits that part. Until then the
   * turn itself has the focus, as an answer that streams has no buttons yet.
   */
  focus(testId: string, of: 'prompt' | 'answer'): void {
    const find = (id: string) => this.article.querySelector<HTMLElement>(`[data-testid="${CSS.escape(id)}"]`);
    const control = find(testId);
    const isComing = this.body === undefined || (of === 'answer' && this.head.status === 'streaming');
    this.wanted = control === null && isComing ? { testId, of } : undefined;
    // A disabled control does not take the focus.
    for (const element of [control, find(`edit-${of}`), this.article]) {
      element?.focus({ preventScroll: true });
      if (element !== null && document.activeElement === element) return;
    }
  }

  /** Begins to edit what has the focus: the message, or the answer. */
  edit(of: 'prompt' | 'answer'): boolean {
    return this.body !== undefined && beginEdit(this.context, this.head, this.body, of, this.element);
  }

  /** Takes out what has the focus; the whole turn where an answer cannot go alone. */
  delete(of: 'prompt' | 'answer'): void {
    const button = (id: string) => this.article.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    const alone = of === 'answer' ? button('delete-answer') : null;
    (alone ?? button('delete-turn'))?.click();
  }

  /** Which of its two messages an element belongs to. */
  partOf(element: Element): 'prompt' | 'answer' {
    return this.answer.contains(element) ? 'answer' : 'prompt';
  }

  /** Gives up the reserved height, as everything is drawn and the turn is as tall as it needs to be. */
  settle(): void {
    if (!this.isDrawn || this.body === undefined) return;
    this.isSettled = true;
    this.keep(0);
  }

  /** Whether all texts stand in the page, and no part of them waits until it is in sight. */
  get isWhole(): boolean {
    return this.isSettled && this.answer.getElementsByClassName(waitingClass).length === 0;
  }

  /** Pixels that the turn takes now. Asks the browser for a layout. */
  get height(): number {
    return this.article.getBoundingClientRect().height;
  }

  /** Takes the texts out of the page; `height` is how tall the turn was. */
  undraw(height: number): void {
    this.isDrawn = false;
    this.isSettled = false;
    this.element.className = '';
    this.body = undefined;
    this.article.classList.remove('written');
    render(nothing, this.prompt);
    render(nothing, this.answer);
    this.keep(height);
  }

  private showHead(): void {
    const { head, shown } = this;
    this.shown = head;
    // With each message the heads of all turns come anew, and hardly any of them has changed.
    if (shown && shownFields.every((field) => shown[field] === head[field])) return;
    const { promptId, answerId, title, status, model, providerName, host, made } = head;
    const { dataset } = this.article;
    dataset['turnId'] = promptId;
    dataset['answerId'] = answerId ?? '';
    dataset['status'] = status ?? 'none';
    // VS Code hands this value to the commands of its context menu.
    const place = { webviewSection: answerId === null ? 'question' : 'answer', answerId };
    dataset['vscodeContext'] = JSON.stringify(place);
    this.title.textContent = title === '' ? '' : `: ${title}`;
    const isHere = host === '' && providerName !== '';
    const noModel = words(answerId === null ? 'noAnswer' : 'answer');
    this.model.textContent = isHere ? providerName : model || noModel;
    const where = isHere ? [] : [providerName, host];
    const how = made === undefined ? '' : words(madeWords[made]);
    this.place.textContent = [...where, how].filter((word) => word !== '').join(', ');
  }
}

/** Returns the pixels that a turn will take, as far as its head tells. */
export function guessedHeight({ characters, hasSystem }: TurnHead, width: number): number {
  const { prompt, reasoning, answer, calls = 0, results = 0 } = characters;
  const lines = (count: number): number => Math.ceil((count * guess.character) / Math.max(200, width)) * guess.line;
  const aside = (hasSystem ? guess.aside : 0) + (reasoning > 0 ? guess.aside : 0);
  const cards = Math.min(lines(calls), guess.longestPrompt) + Math.min(lines(results), guess.longestPrompt);
  return frame + guess.chrome + Math.min(lines(prompt), guess.longestPrompt) + aside + lines(answer) + cards;
}

/** Returns the children of the empty turn, whose number is known. */
const childrenOf = (element: HTMLElement) =>
  [...element.children] as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];

import type { WordAnswer, WordFromPage, WordQuestion, WordToPage } from '../../core/glossary/cards/wordQuestion';
import { isComposing } from './keys';
import { words } from './strings';
import { onTabToTermName, termNameAt, termNameOf, termOf } from './termNames';
import { firstInSight, firstTextOf, placeAfter, placeAtPoint, selectedPlace } from './wordPlace';
import { WordPopover } from './wordPopover';
import { stretchAround } from './wordStretch';
import type { Stretch, TextPlace } from './wordStretch';

/** Milliseconds in which the pointer may go from the word to its card, or come back. */
export const leaveMs = 250;
/** The most stretches of text that a search for the next word goes through. */
const maxRounds = 40;

/** The host, as the cards tell and ask it. */
interface WordHost {
  post(message: Exclude<WordFromPage, WordQuestion> | { readonly type: 'openLink'; readonly url: string }): void;
  ask(type: 'explainWord', question: Omit<WordQuestion, 'type' | 'request'>, signal: AbortSignal): Promise<WordAnswer>;
}

/** The page, as its cards see it. */
interface WordPage {
  readonly host: WordHost;
  /** The texts whose words are explained, in order. */
  readonly texts: () => readonly Element[];
  /** Pixels of the window's top below which text is seen. */
  readonly top: () => number;
  readonly announce: (text: string) => void;
}

interface Asked {
  readonly stop: AbortController;
  readonly stretch: Stretch;
  readonly byKey: boolean;
  /** How many stretches may still be asked about. */
  readonly rounds: number;
}

/** Elements that lead somewhere or do something: they are left alone. */
const notExplained = 'a, button, summary, label, input, textarea, select, svg, .code-bar, .word-card';

/**
 * Cards for the words of a page. Nothing is computed before the pointer rests or a key is pressed. The host decides
 * whether there is anything to say.
 */
export class WordCards {
  private enabled = false;
  private delayMs = 300;
  private asked: Asked | undefined;
  private popover: WordPopover | undefined;
  /** The element that had the focus before a card took it. */
  private returnTo: Element | null = null;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private leaveTimer: ReturnType<typeof setTimeout> | undefined;
  /** The word on which a menu was opened. A command that is chosen there means this word. */
  private menuPlace: TextPlace | undefined;
  private listening: AbortController | undefined;

  constructor(private readonly page: WordPage) {}

  connect(): void {
    this.listening?.abort();
    this.listening = new AbortController();
    const options = { capture: true, passive: true, signal: this.listening.signal } as const;
    window.addEventListener('keydown', (event) => this.onKey(event), { capture: true, signal: options.signal });
    window.addEventListener('pointermove', (event) => this.onMove(event), options);
    window.addEventListener('pointerdown', (event) => this.onPress(event), options);
    window.addEventListener('contextmenu', (event) => this.onMenu(event), options);
    window.addEventListener('scroll', (event) => this.onScroll(event), options);
    for (const type of ['wheel', 'touchmove']) window.addEventListener(type, (event) => this.onPress(event), options);
    window.addEventListener('resize', () => this.close(), options);
    onTabToTermName((name) => this.onName(name), options);
    window.addEventListener('focusout', (event) => this.onFocusOut(event), options);
    window.addEventListener('blur', (event) => this.onBlur(event), options);
    document.documentElement.addEventListener('mouseleave', () => this.leaveByPointer(), options);
  }

  disconnect(): void {
    this.listening?.abort();
    this.close();
  }

  receive(message: WordToPage): void {
    switch (message.type) {
      case 'wordRules':
        this.enabled = message.enabled;
        this.delayMs = message.delayMs;
        if (!message.enabled) this.close();
        return;
      case 'explainSelection':
        return this.explainSelection();
    }
  }

  /** Keeps keys for the card from other listeners. Code that connects the cards has to listen after them. */
  private onKey(event: KeyboardEvent): void {
    if (!this.takesKey(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private takesKey(event: KeyboardEvent): boolean {
    if (isComposing(event)) return false;
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    this.menuPlace = undefined;
    const { popover } = this;
    if (key === 'Escape' && popover) return (this.close(), true);
    if (ctrlKey || altKey || metaKey || ['Shift', 'Control', 'Alt', 'Meta'].includes(key)) return false;
    if (!popover?.hasFocus) this.close();
    else if (key === 'Tab' && popover.isAtEdge(shiftKey)) return (this.close(), true);
    return false;
  }

  /** Takes the card away, and stops a question that is on its way. The focus goes back to where it was. */
  close(): void {
    clearTimeout(this.restTimer);
    clearTimeout(this.leaveTimer);
    this.leaveTimer = undefined;
    this.stopAsking();
    const { popover, returnTo } = this;
    this.popover = undefined;
    const hadFocus = popover?.hasFocus === true;
    popover?.remove();
    if (hadFocus && returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
  }

  private onMove({ clientX, clientY, buttons, pointerType }: PointerEvent): void {
    clearTimeout(this.restTimer);
    const isNear = this.popover?.isNear(clientX, clientY) ?? false;
    if (isNear) clearTimeout(this.leaveTimer);
    if (isNear) this.leaveTimer = undefined;
    else this.leaveByPointer();
    if (!this.enabled || isNear || buttons !== 0 || pointerType === 'touch' || this.popover?.hasFocus) return;
    this.restTimer = setTimeout(() => this.rest(clientX, clientY), this.delayMs);
  }

  private rest(x: number, y: number): void {
    const place = placeAtPoint(x, y);
    if (place && this.rootOf(place)) this.ask(place, false);
  }

  private leaveByPointer(): void {
    if (this.asked?.byKey === false) this.stopAsking();
    clearTimeout(this.restTimer);
    if (!this.popover || this.popover.hasFocus) return;
    this.leaveTimer ??= setTimeout(() => this.close(), leaveMs);
  }

  /** Handles the window itself only, as an element that loses the focus to the card fires the event, too. */
  private onBlur({ target }: Event): void {
    if (target === window) this.leaveByPointer();
  }

  private onPress({ target }: Event): void {
    this.menuPlace = undefined;
    if (!this.isInCard(target)) this.close();
  }

  private onMenu({ clientX, clientY, target }: MouseEvent): void {
    this.menuPlace = this.isInCard(target) ? undefined : placeAtPoint(clientX, clientY);
  }

  private onScroll({ target }: Event): void {
    if (this.isInCard(target)) return;
    // The wheel or a key of the user closes the card before this. So the word was brought into sight, or an answer grows.
    if (this.popover?.hasFocus === true && this.popover.isInSight) return this.popover.place();
    if (this.popover || this.asked?.byKey !== true) this.close();
  }

  /** Treats a field that Tab leads to as one that the pointer rests on. */
  private onName(name: TextPlace): void {
    clearTimeout(this.restTimer);
    if (this.enabled) this.restTimer = setTimeout(() => this.ask(name, false), this.delayMs);
  }

  private onFocusOut({ relatedTarget, target }: FocusEvent): void {
    // The whole window may lose the focus, and get it back.
    if (!this.isInCard(target) || !(relatedTarget instanceof Node) || this.isInCard(relatedTarget)) return;
    this.returnTo = null;
    setTimeout(() => this.close(), 0);
  }

  private isInCard(target: EventTarget | null): boolean {
    return target instanceof Node && this.popover?.element.contains(target) === true;
  }

  /** Explains a word after a key or a command. With a card that is there, it explains the next word. */
  private explainSelection(): void {
    const { popover } = this;
    if (popover && !popover.hasFocus) return this.enter(popover);
    if (!this.enabled) return this.page.announce(words('wordNothing'));
    if (popover) return this.askOnward(this.endOf(popover.range), maxRounds);
    const name = termNameOf(document.activeElement);
    if (name) return this.ask(name, true);
    const [menuPlace, selected] = [this.menuPlace, selectedPlace()];
    this.menuPlace = undefined;
    const chosen = [menuPlace, selected].find((place) => place && this.rootOf(place));
    // A click leaves a cursor that is not seen, and the search begins there.
    const isCursor = chosen === selected && document.getSelection()?.isCollapsed === true;
    if (chosen) return isCursor ? this.askOnward(chosen, maxRounds) : this.ask(chosen, true);
    const { activeElement } = document;
    const focused = activeElement && firstTextOf(activeElement);
    const start = focused && this.rootOf(focused, '') ? focused : firstInSight(this.page.texts(), this.page.top());
    this.askOnward(start, maxRounds);
  }

  private endOf({ endContainer: node, endOffset: offset }: Range): TextPlace | undefined {
    return node instanceof Text ? placeAfter(this.page.texts(), { node, offset }) : undefined;
  }

  private askOnward(place: TextPlace | undefined, rounds: number): void {
    if (place && rounds > 0) this.ask(place, true, rounds);
    else this.page.announce(words('wordNoMore'));
  }

  /** Asks about a word. `rounds`: the stretches that a search may go through; 0: only the word at that place. */
  private ask(place: TextPlace, byKey: boolean, rounds = 0): void {
    const onward = rounds > 0;
    const root = this.rootOf(place, onward ? '' : notExplained);
    if (!root) return;
    this.stopAsking();
    const stretch = stretchAround(root, place);
    const asked = { stop: new AbortController(), stretch, byKey, rounds };
    this.asked = asked;
    const { text, at } = stretch;
    this.page.host.ask('explainWord', { text, at, onward, ...termOf(root) }, asked.stop.signal).then(
      (card) => this.onAnswer(asked, card),
      (error: unknown) => this.onFailure(asked, error),
    );
  }

  private stopAsking(): void {
    const { asked } = this;
    this.asked = undefined;
    asked?.stop.abort();
  }

  private onFailure(asked: Asked, error: unknown): void {
    if (this.asked !== asked) return;
    this.asked = undefined;
    // The host has the error in its log.
    if (asked.byKey && error instanceof Error) this.page.announce(error.message);
  }

  private onAnswer(asked: Asked, card: WordAnswer): void {
    if (this.asked !== asked) return;
    this.asked = undefined;
    const range = card ? asked.stretch.rangeOf(card.start, card.end) : undefined;
    // A search does not stop at links: they lead to more themselves.
    const atLink = asked.rounds > 0 && range?.startContainer.parentElement?.closest('a');
    if (range && atLink) return this.askOnward(this.endOf(range), asked.rounds - 1);
    if (card && range) return this.show(new WordPopover(card, range, this.actions), range, asked.byKey);
    if (!asked.byKey) return;
    if (asked.rounds === 0) return this.page.announce(words('wordNothing'));
    this.askOnward(placeAfter(this.page.texts(), asked.stretch.end), asked.rounds - 1);
  }

  private show(popover: WordPopover, range: Range, byKey: boolean): void {
    const goesOn = this.popover?.hasFocus === true;
    const { returnTo } = this;
    if (this.popover) this.close();
    this.popover = popover;
    if (!byKey) return;
    // The word is selected to show which one is meant, and brought into sight.
    const { startContainer, startOffset, endContainer, endOffset } = range;
    if (!termNameAt(startContainer))
      document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    popover.place();
    this.enter(popover);
    if (goesOn) this.returnTo = returnTo;
  }

  private enter(popover: WordPopover): void {
    clearTimeout(this.leaveTimer);
    this.leaveTimer = undefined;
    this.returnTo = document.activeElement;
    popover.takeFocus();
  }

  private readonly actions = {
    openTerm: (termId: string): void => this.leaveFor({ type: 'openTerm', termId }),
    know: (termId: string): void => this.leaveFor({ type: 'knowTerm', termId }),
    openLink: (url: string): void => this.page.host.post({ type: 'openLink', url }),
  };

  private leaveFor(message: Exclude<WordFromPage, WordQuestion>): void {
    this.close();
    this.page.host.post(message);
  }

  /** Returns the text of the page that a place is in, unless an element is around it that is left alone. */
  private rootOf({ node }: TextPlace, except = notExplained): Element | undefined {
    const { parentElement } = node;
    if (termNameAt(node)) return termNameAt(node);
    if (!parentElement || (except !== '' && parentElement.closest(except))) return undefined;
    return this.page.texts().find((root) => root.contains(parentElement));
  }
}

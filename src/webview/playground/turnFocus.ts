import { isComposing } from '../shared/keys';
import type { TurnSection } from './turnSection';

/** The part of the conversation that moving by keyboard needs. */
interface Turns {
  /** Returns the ids of the turns as they are shown now. */
  order(): readonly string[];
  sectionAt(turn: Element): TurnSection | undefined;
  section(promptId: string): TurnSection | undefined;
}

/** Keeps the focus in the conversation when a turn that has it changes or goes, and knows the keys of a turn. */
export class TurnFocus {
  /** Ids of the turns, as they were shown before a change. */
  private shown: readonly string[] = [];

  constructor(
    private readonly element: HTMLElement,
    private readonly turns: Turns,
  ) {
    element.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** Makes a change, and keeps the focus in its turn, or in the turn that takes its place. */
  keep(change: () => void): void {
    const { turns } = this;
    const { activeElement } = document;
    const section = this.sectionOf(activeElement);
    if (!activeElement || !section) return change();
    const at = this.shown.indexOf(section.head.promptId);
    const of = section.partOf(activeElement);
    change();
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const id = section.element.isConnected ? section.head.promptId : (turns.order()[at] ?? turns.order().at(-1));
    const next = id === undefined ? undefined : turns.section(id);
    if (next) next.focus(activeElement.getAttribute('data-testid') ?? '', of);
    else this.element.focus({ preventScroll: true });
  }

  /** Works as `keep` for a change in which turns come and go. */
  keepOverAll(change: () => void): void {
    this.keep(change);
    this.shown = this.turns.order();
  }

  /** Leads to the result that a call waits for, or edits the last message. @returns whether there is one of them. */
  toLast(): boolean {
    const result = this.element.querySelector<HTMLElement>('.tool-results textarea:not([disabled])');
    result?.focus();
    if (result) return true;
    const last = this.turns.order().at(-1);
    return last !== undefined && (this.turns.section(last)?.edit('prompt') ?? false);
  }

  private sectionOf(element: Element | null): TurnSection | undefined {
    const turn = element?.closest('ai-turn');
    return turn ? this.turns.sectionAt(turn) : undefined;
  }

  /** F2 edits the message or answer that has the focus, Delete takes it out. */
  private onKey(event: KeyboardEvent): void {
    const { key, target, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (!(target instanceof Element) || target.matches('textarea, input') || isComposing(event)) return;
    const section = this.sectionOf(target);
    if (!section || ctrlKey || altKey || metaKey || shiftKey) return;
    if (key === 'F2') section.edit(section.partOf(target));
    // Delete works only while a button visibly has the focus, and not after a click into the text.
    else if (key === 'Delete' && target.closest('.buttons')) section.delete(section.partOf(target));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

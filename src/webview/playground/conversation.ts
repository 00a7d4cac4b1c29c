import { BoxesInSight } from './boxesInSight';
import { drawnEvent, settledEvent } from '../shared/answerText';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { ColumnStore } from './columnStore';
import type { PageChange } from './pageStore';
import { LaidOutLater } from './laidOutLater';
import { FrameThrottle } from '../shared/markdownStream';
import { selectedTurns } from './selectedTurns';
import { SteadyView } from './steadyView';
import { TurnContext } from './turnContext';
import { TurnFocus } from './turnFocus';
import { TurnGroups } from './turnGroups';
import type { TurnGroup } from './turnGroups';
import { TurnSection } from './turnSection';

/** Pixels above and below what is seen within which turns are drawn, so that they are there when they come in sight. */
const margin = 800;
/** Pixels within which turns are watched one by one: more than `margin`, so that they are watched before they are drawn. */
const groupMargin = 3_000;

/**
 * All turns of the conversation, of which those in sight are drawn. What the user looks at stays in its place when turns
 * above it are drawn or taken out; at the end, the end is kept in sight.
 */
export class Conversation extends HTMLElement {
  /** The place below the turns: for the words that stand there when there are none, or no provider. */
  readonly tail = document.createElement('div');
  private readonly groups: TurnGroups;
  private readonly observer: IntersectionObserver;
  private readonly groupObserver: IntersectionObserver;
  private readonly sectionOf = new WeakMap<Element, TurnSection>();
  /** Ends the listeners on the document when the conversation is gone. */
  private readonly gone = new AbortController();
  readonly steady = new SteadyView(this, this.gone.signal);
  private readonly boxes: BoxesInSight;
  private readonly laidOutLater: LaidOutLater;
  private readonly throttles = new Map<string, FrameThrottle>();
  /** Pixels that a turn is wide. */
  private width = 800;
  private lastTurnId: string | undefined;
  private readonly context: TurnContext;
  readonly turnFocus: TurnFocus;
  /** The turn that find has led to, which stays drawn. */
  private held: string | undefined;

  constructor(
    private readonly store: ColumnStore,
    say: (text: string) => void,
  ) {
    super();
    this.context = new TurnContext(store, say);
    const around = (pixels: number): IntersectionObserverInit => ({ root: this, rootMargin: `${pixels}px 0px` });
    this.observer = new IntersectionObserver((entries) => this.onSight(entries), around(margin));
    this.groupObserver = new IntersectionObserver((entries) => this.onGroupSight(entries), around(groupMargin));
    this.boxes = new BoxesInSight(this, around(margin), this.gone.signal);
    this.laidOutLater = new LaidOutLater(this, (box) => this.boxes.draw([box]), this.gone.signal);
    this.groups = new TurnGroups(this.tail, {
      make: (head) => this.make(head),
      added: ({ element }) => {
        this.groupObserver.observe(element);
        this.steady.watch(element);
      },
      removed: ({ element }) => {
        this.groupObserver.unobserve(element);
        this.steady.unwatch(element);
      },
      filled: (group) => {
        this.watchTurns(group);
        this.laidOutLater.soon();
      },
      sectionRemoved: ({ element, head }) => {
        this.observer.unobserve(element);
        this.throttles.delete(head.promptId);
      },
    });
    this.turnFocus = new TurnFocus(this, {
      order: () => this.order,
      sectionAt: (element) => this.sectionOf.get(element),
      section: (id) => this.groups.section(id),
    });
    this.addEventListener(settledEvent, (event) => this.onSettled(event));
    this.addEventListener('focusout', () => this.takeOutSoon());
    this.append(this.tail);
    store.isDrawn = (promptId) => this.sections.get(promptId)?.isDrawn ?? false;
    document.addEventListener('selectionchange', this.takeOutSoon, { signal: this.gone.signal });
    // When the message field grows or a bar appears, less room is left, and the end has to stay in it.
    this.steady.watch(this);
    this.steady.watch(this.tail);
    // Asking for the width when turns are added would make the browser lay out in the middle of that.
    new ResizeObserver(([entry]) => (this.width = entry?.contentRect.width ?? this.width)).observe(this);
  }

  /** Draws what changed. */
  update(change: PageChange): void {
    switch (change.type) {
      case 'all':
      case 'turns':
        return this.showTurns();
      case 'frame':
      case 'draft':
        return this.refreshContext();
      case 'turn':
        this.refreshContext();
        if (this.store.turns.get(change.promptId)?.status !== 'streaming') this.throttles.delete(change.promptId);
        return this.showTurn(change.promptId);
      case 'grew':
        return this.throttleOf(change.promptId).request();
      case 'bodies':
        for (const id of change.promptIds) this.showTurn(id);
        return;
      case 'focusMessage':
      case 'notSent':
      case 'word':
      case 'showMatch':
        return;
    }
  }

  /** Ends the listeners on the document. Call it when the column is taken out. */
  leave(): void {
    this.gone.abort();
  }

  /** Draws a turn and keeps it drawn until another one is held. Returns the element that it is drawn into. */
  hold(promptId: string): HTMLElement | undefined {
    this.held = promptId;
    const section = this.groups.section(promptId);
    if (section === undefined) return undefined;
    this.draw(section);
    this.boxes.drawAll(section.element);
    this.takeOutSoon();
    return section.element;
  }

  /** Whether all texts of the turn stand in the page, and none waits to be drawn. */
  isWhole(promptId: string): boolean {
    return this.sections.get(promptId)?.isWhole ?? false;
  }

  release(): void {
    this.held = undefined;
    this.takeOutSoon();
  }

  private get sections(): ReadonlyMap<string, TurnSection> {
    return this.groups.sections;
  }

  /** Ids of all turns, oldest first. */
  get order(): string[] {
    return [...this.store.turns.keys()];
  }

  turnElement(promptId: string): HTMLElement | undefined {
    return this.sections.get(promptId)?.element;
  }

  /** The first turn in sight, from which a search goes on. */
  get firstInSight(): string | undefined {
    const top = this.getBoundingClientRect().top;
    return this.order.find((id) => {
      const section = this.sections.get(id);
      return section?.inSight === true && section.element.getBoundingClientRect().bottom > top;
    });
  }

  private showTurns(): void {
    this.turnFocus.keepOverAll(() => this.drawTurns());
  }

  private drawTurns(): void {
    const { turns } = this.store;
    this.context.refresh();
    this.groups.show([...turns.values()], this.width);
    const last = [...turns.keys()].at(-1);
    if (last !== this.lastTurnId) this.steady.goToEnd(); // The user has just asked, and wants to see the answer.
    this.lastTurnId = last;
    for (const section of this.sections.values()) if (section.isDrawn) this.draw(section);
    // The user looks at the end first, so it is not left to the browser to find out that it is in sight.
    const end = last === undefined || !this.steady.isAtEnd ? undefined : this.groups.section(last);
    if (end?.isDrawn === false) this.draw(end);
  }

  private make(head: TurnHead): TurnSection {
    const section = new TurnSection(head, this.context);
    section.reserve(this.width);
    this.sectionOf.set(section.element, section);
    return section;
  }

  private showTurn(promptId: string): void {
    const head = this.store.turns.get(promptId);
    const section = this.sections.get(promptId);
    if (head === undefined || section === undefined) return;
    this.turnFocus.keep(() => {
      section.setHead(head);
      if (section.isDrawn) this.draw(section);
    });
  }

  private draw(section: TurnSection): void {
    section.draw(this.store.bodies.get(section.head));
  }

  /** Returns the throttle of a turn. Each turn has its own, as two answers may stream at once. */
  private throttleOf(promptId: string): FrameThrottle {
    const known = this.throttles.get(promptId);
    if (known !== undefined) return known;
    const throttle = new FrameThrottle(() => this.showTurn(promptId));
    this.throttles.set(promptId, throttle);
    return throttle;
  }

  private onGroupSight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const group = this.groups.groupOf(target);
      if (group === undefined) continue;
      group.isNear = isIntersecting;
      if (isIntersecting && !group.isFilled) this.groups.fill(group);
      else this.watchTurns(group);
    }
    this.takeOut();
  }

  /** Watches the turns of a group that is near. Turns of other groups are known to be out of sight. */
  private watchTurns(group: TurnGroup): void {
    for (const section of this.groups.sectionsOf(group)) {
      if (group.isNear) {
        this.observer.observe(section.element);
      } else {
        this.observer.unobserve(section.element);
        section.inSight = false;
      }
    }
  }

  private onSight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const section = this.sectionOf.get(target);
      if (section === undefined) continue;
      section.inSight = isIntersecting;
      if (isIntersecting && !section.isDrawn) this.draw(section);
    }
    this.takeOut();
  }

  /** Takes out turns that are out of sight and not held by a stream, the focus, the selection or find. */
  private takeOut(): void {
    const drawn = [...this.sections.values()].filter(({ isDrawn, inSight }) => isDrawn && !inSight);
    const candidates = drawn.filter((section) => !this.isHeld(section));
    if (candidates.length === 0) return;
    const selected = selectedTurns(candidates);
    const leaving = candidates.filter((section) => !selected.has(section));
    // All heights are read before anything changes, so that the browser lays out once.
    const heights = leaving.map(({ height }) => height);
    leaving.forEach((section, index) => section.undraw(heights[index] ?? 0));
    // The marks of find in these turns are gone.
    if (leaving.length > 0) this.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
  }

  private isHeld({ head, element }: TurnSection): boolean {
    return (
      head.status === 'streaming' ||
      head.promptId === this.held ||
      head.promptId === this.lastTurnId ||
      element.contains(document.activeElement)
    );
  }

  private takeOutTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly takeOutSoon = (): void => {
    clearTimeout(this.takeOutTimer);
    this.takeOutTimer = setTimeout(() => this.takeOut(), 500);
  };

  private onSettled({ target }: Event): void {
    const element = target instanceof Element ? target.closest('ai-turn') : null;
    const section = element === null ? undefined : this.sectionOf.get(element);
    this.laidOutLater.soon();
    if (section === undefined) return;
    section.settle();
    this.boxes.watch(section.element);
    // Find has to count in the whole turn.
    if (section.head.promptId === this.held) this.boxes.drawAll(section.element);
  }

  /** Draws the turns again if their buttons change. These depend on streams, on who may write, and on the chosen provider. */
  refreshContext(): void {
    if (!this.context.refresh()) return;
    this.turnFocus.keep(() => {
      for (const section of this.sections.values()) if (section.isDrawn) this.draw(section);
    });
  }

  /** Holds the place while find scrolls. Neither a stream at the end nor drawing above may pull the match away. */
  holdOn(): void {
    this.steady.leaveEnd();
  }
}
customElements.define('ai-conversation', Conversation);

import type { TurnHead } from '../../core/playground/session/turnHeads';
import { nextTask } from '../shared/slices';
import { guessedHeight } from './turnSection';
import type { TurnSection } from './turnSection';

/** Turns in a group: few enough to be laid out at once, many enough that groups are few. */
export const groupSize = 20;

/** Called as groups and sections come and go. */
interface GroupHooks {
  readonly make: (head: TurnHead) => TurnSection;
  readonly added: (group: TurnGroup) => void;
  readonly removed: (group: TurnGroup) => void;
  readonly filled: (group: TurnGroup) => void;
  readonly sectionRemoved: (section: TurnSection) => void;
}

/**
 * Neighbouring turns in a box. While it is far out of sight, the browser does not look inside. It is empty until it was
 * near, or the page had nothing else to do.
 */
export interface TurnGroup {
  readonly element: HTMLElement;
  heads: readonly TurnHead[];
  isFilled: boolean;
  /** Whether it is near enough to sight for its turns to be watched one by one. */
  isNear: boolean;
}

/** The turns of a conversation, in groups: a thousand sections would each cost something in every frame. */
export class TurnGroups {
  readonly sections = new Map<string, TurnSection>();
  private readonly groups: TurnGroup[] = [];
  private isFilling = false;

  /** The groups stand in front of `end`, in the same parent. */
  constructor(
    private readonly end: Element,
    private readonly hooks: GroupHooks,
  ) {}

  /** Updates the groups to the turns of the conversation. */
  show(heads: readonly TurnHead[], width: number): void {
    const ids = new Set(heads.map(({ promptId }) => promptId));
    for (const [id, section] of this.sections) if (!ids.has(id)) this.removeSection(id, section);
    const count = Math.ceil(heads.length / groupSize);
    for (const group of this.groups.splice(count)) this.removeGroup(group);
    for (let index = 0; index < count; index += 1) {
      const group = this.groups[index] ?? this.addGroup();
      group.heads = heads.slice(index * groupSize, (index + 1) * groupSize);
      if (group.isFilled || group.heads.some(({ promptId }) => this.sections.has(promptId))) this.fill(group);
      else reserve(group, width);
    }
    this.fillSoon();
  }

  /** The section of a turn of the conversation. Its group is filled for it. */
  section(promptId: string): TurnSection | undefined {
    const known = this.sections.get(promptId);
    if (known !== undefined) return known;
    const group = this.groups.find(({ heads }) => heads.some((head) => head.promptId === promptId));
    if (group !== undefined) this.fill(group);
    return this.sections.get(promptId);
  }

  groupOf(element: Element): TurnGroup | undefined {
    return this.groups.find((group) => group.element === element);
  }

  sectionsOf(group: TurnGroup): TurnSection[] {
    return group.heads.flatMap(({ promptId }) => this.sections.get(promptId) ?? []);
  }

  /** Makes the sections that are missing, and brings them into order. */
  fill(group: TurnGroup): void {
    const { element } = group;
    let before = element.firstElementChild;
    for (const head of group.heads) {
      const known = this.sections.get(head.promptId);
      const section = known ?? this.hooks.make(head);
      known?.setHead(head);
      this.sections.set(head.promptId, section);
      if (section.element === before) before = before.nextElementSibling;
      else element.insertBefore(section.element, before);
    }
    if (!group.isFilled) {
      group.isFilled = true;
      element.style.containIntrinsicHeight = `auto ${element.style.height}`;
      element.style.height = '';
    }
    this.hooks.filled(group);
  }

  private addGroup(): TurnGroup {
    const element = document.createElement('div');
    element.className = 'turn-group far';
    this.end.before(element);
    const group: TurnGroup = { element, heads: [], isFilled: false, isNear: false };
    this.groups.push(group);
    this.hooks.added(group);
    return group;
  }

  private removeGroup(group: TurnGroup): void {
    this.hooks.removed(group);
    group.element.remove();
  }

  private removeSection(promptId: string, section: TurnSection): void {
    this.sections.delete(promptId);
    this.hooks.sectionRemoved(section);
    section.element.remove();
  }

  /** Fills one group after the other when the page has nothing else to do, as a screen reader's walk goes over all headings. */
  private fillSoon(): void {
    if (this.isFilling) return;
    this.isFilling = true;
    nextTask(() => {
      this.isFilling = false;
      const next = this.groups.findLast(({ isFilled }) => !isFilled);
      if (next === undefined) return;
      this.fill(next);
      this.fillSoon();
    }, 'background');
  }
}

/** Keeps the place free until the turns are there. */
function reserve({ element, heads }: TurnGroup, width: number): void {
  const height = heads.reduce((sum, head) => sum + guessedHeight(head, width), 0);
  element.style.height = `${height}px`;
}

import type { Links, Token } from 'marked';
import { blockGroups } from './blockGroups';
import type { BlockGroup } from './blockGroups';
import { addLinks, codeActions, lexBlocks, renderBlocks } from './answerMarkdown';
import type { CodeAction } from './answerMarkdown';
import { patch } from './patch';
import { endOfCharacter, PlainText } from './plainText';
import { changedNames, namesIn, refersTo } from './linkReferences';
import { drawWaiting, letWait, waitingClass } from './waitingBoxes';

/**
 * UTF-16 code units up to which an answer is drawn as Markdown by itself. A book-length answer (200,000 is about 50,000 tokens)
 * would make tens of thousands of elements that the user did not ask for. So the rest is plain text, and Markdown on demand.
 */
export const markdownLimit = 200_000;
/** UTF-16 code units that one step takes in: they are cut into blocks in a few milliseconds. */
const stepSize = 16_000;
/** UTF-16 code units of new text from which on it waits until it is in sight, except for the last `nearEnd` ones. */
const farBehind = 8_000;
const nearEnd = 1_000;
/** Boxes at the end that the next delta may still change. */
const openBoxes = 2;
/**
 * Milliseconds of a costly step, and how many such steps in a row are too many. Such text is too
 * costly to draw again and again, so the rest of it stays plain. One such step says nothing: on a busy
 * machine the page may have waited for the processor.
 */
const costliestStep = 250;
const maxCostlySteps = 3;

/** A few blocks in an element of their own: the browser need not look into those that are out of sight. */
interface Box {
  readonly element: HTMLElement;
  source: string;
}

/** Text that is not cut into blocks again, unless a definition comes that it refers to. */
interface SettledPart {
  readonly source: string;
  /** Index of the box that it begins with. */
  readonly firstBox: number;
}

/**
 * Draws a growing answer, in boxes. A box whose text is the same is not touched, and in the last ones only what has changed
 * is, so what the user has selected stays selected. Of a long text that comes at once only the end is drawn: the boxes
 * before it wait, see waitingBoxes.ts.
 */
export class MarkdownStream {
  private limit = markdownLimit;
  private costlySteps = 0;
  private source = '';
  /** Whether much text has come at once. */
  private isFarBehind = false;
  /** UTF-16 code units of `source` that have been taken as Markdown. */
  private taken = 0;
  private boxes: Box[] = [];
  /** Boxes from the start that will not change any more, and their length in text with newlines as `\n`. */
  private settled = { boxes: 0, length: 0 };
  /** Settled parts that may refer to a definition. */
  private referring: SettledPart[] = [];
  /** Definitions in the settled text. */
  private links: Links = {};
  /** All definitions, as they were at the last drawing. */
  private drawnLinks: Links = {};
  private readonly rest: PlainText;

  constructor(
    private readonly target: HTMLElement,
    plainTarget: HTMLElement,
    private readonly now: () => number = () => performance.now(),
    /** Called with each box that was drawn. */
    private readonly drawn: (box: HTMLElement) => void = () => undefined,
    private readonly actions: readonly CodeAction[] = codeActions,
  ) {
    this.rest = new PlainText(plainTarget);
    target.replaceChildren();
  }

  /** Whether a part of the text is shown as plain text. */
  get hasPlainRest(): boolean {
    return this.source.length > this.limit;
  }

  /** Draws all of it as Markdown from now on, a step at a time. */
  drawAll(): void {
    this.limit = Infinity;
    this.rest.update('');
  }

  /** Takes one step towards showing `text`. Returns whether there is more to do, by another call in a later frame. */
  step(text: string): boolean {
    if (!text.startsWith(this.source)) this.reset();
    if (text !== this.source) this.isFarBehind = text.length - this.taken > farBehind;
    this.source = text;
    const until = Math.min(text.length, this.limit);
    if (this.taken < until) this.take(endOfCharacter(text, Math.min(this.taken + stepSize, until)));
    if (this.hasPlainRest && this.taken >= this.limit) this.rest.update(text.slice(this.taken));
    return this.taken < Math.min(text.length, this.limit);
  }

  private reset(): void {
    this.limit = markdownLimit;
    this.costlySteps = 0;
    this.taken = 0;
    this.boxes = [];
    this.settled = { boxes: 0, length: 0 };
    this.referring = [];
    this.links = {};
    this.drawnLinks = {};
    this.target.replaceChildren();
    this.rest.update('');
  }

  private take(to: number): void {
    const started = this.now();
    this.taken = to;
    const taken = this.source.slice(0, to).replace(/\r\n?/g, '\n');
    this.draw(taken.slice(this.settled.length), this.source.length - to);
    const isCostly = this.now() - started > costliestStep;
    this.costlySteps = isCostly ? this.costlySteps + 1 : 0;
    if (this.costlySteps >= maxCostlySteps && this.limit !== Infinity) this.limit = this.taken;
  }

  /** Updates the boxes that are not settled to show `open`, after which `behind` UTF-16 code units are still to come. */
  private draw(open: string, behind: number): void {
    const links = { ...this.links };
    const tokens = lexBlocks(open, links);
    const changed = changedNames(this.drawnLinks, links);
    this.drawnLinks = links;
    const groups = blockGroups(tokens);
    let left = open.length + behind;
    groups.forEach((group, index) => {
      const box = (this.boxes[this.settled.boxes + index] ??= this.addBox());
      left -= group.source.length;
      if (group.source !== box.source || refersTo(group.source, changed)) {
        this.show(box, group, this.isFarBehind && left > nearEnd);
      }
      if (index < groups.length - 1) close(box, group.height);
    });
    for (const { element } of this.boxes.splice(this.settled.boxes + groups.length)) element.remove();
    this.relink(changed, links);
    this.settle(open, tokens, groups);
  }

  /** Draws settled text again that refers to these definitions. */
  private relink(changed: ReadonlySet<string>, links: Links): void {
    for (const { source, firstBox } of this.referring.filter((part) => refersTo(part.source, changed))) {
      blockGroups(lexBlocks(source, { ...links })).forEach((group, index) => {
        const box = this.boxes[firstBox + index];
        if (box?.source !== group.source || !refersTo(group.source, changed)) return;
        this.show(box, group, box.element.classList.contains(waitingClass));
      });
    }
  }

  /**
   * Settles text that is far enough from the end. It is not cut into blocks again, so that a step costs
   * only what it adds, however long the answer is.
   */
  private settle(open: string, tokens: readonly Token[], groups: readonly BlockGroup[]): void {
    const at = groups.slice(0, -openBoxes).findLastIndex(({ firstBlock }) => firstBlock !== undefined);
    const done = tokens.slice(0, groups[at]?.firstBlock);
    const source = done.map(({ raw }) => raw).join('');
    if (at < 1 || !open.startsWith(source)) return;
    addLinks(done, this.links);
    if (namesIn(source).size > 0) this.referring.push({ source, firstBox: this.settled.boxes });
    this.settled = { boxes: this.settled.boxes + at, length: this.settled.length + source.length };
  }

  private show(box: Box, { source, tokens, height }: BlockGroup, isFar: boolean): void {
    const isDrawn = box.source !== '' && !box.element.classList.contains(waitingClass);
    box.source = source;
    const draw = (): void => {
      patch(box.element, renderBlocks(tokens, this.actions));
      this.drawn(box.element);
    };
    if (isDrawn) return draw();
    letWait(box.element, height, draw);
    if (!isFar) drawWaiting(box.element);
  }

  private addBox(): Box {
    const element = document.createElement('div');
    this.target.append(element);
    return { element, source: '' };
  }
}

/** Closes a box, as others follow. `auto`: once it was seen, the browser keeps its real height. */
function close({ element }: Box, height: number): void {
  if (element.classList.contains('chunk')) return;
  element.classList.add('chunk', 'far');
  element.style.setProperty('contain-intrinsic-height', `auto ${height}px`);
}

/** The least milliseconds between two drawings of the same thing. */
const interval = 100;

/** Milliseconds that all drawings of a frame may have taken before another one waits for the next frame. */
const framesShare = 10;
/** The time of the frame that is drawn now, and the milliseconds that its drawings have taken. */
let frame = { at: -1, taken: 0 };

/**
 * Runs `draw` in animation frames: at most once in `interval`, not where others of the same frame took long, and with four
 * times its own cost as a pause after it. So drawing never takes more than a fifth of the time, however long it takes.
 */
export class FrameThrottle {
  private pending = false;
  private next = 0;

  constructor(
    private readonly draw: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  request(): void {
    if (this.pending) return;
    this.pending = true;
    const wait = this.next - this.now();
    if (wait > 0) setTimeout(() => this.inFrame(), wait);
    else this.inFrame();
  }

  private inFrame(): void {
    requestAnimationFrame((at) => {
      if (frame.at !== at) frame = { at, taken: 0 };
      if (frame.taken >= framesShare) return this.inFrame();
      this.pending = false;
      const started = this.now();
      this.draw();
      const ended = this.now();
      frame.taken += ended - started;
      this.next = ended + Math.max(interval, 4 * (ended - started));
    });
  }
}

import type { Links, Token } from 'marked';
import { Chunks } from './chunks';
import { addLinks, lexBlocks, renderBlocks } from './markdown';
import { longestOpenBlock, OpenCode, partBlock } from './openBlock';
import { patch } from './patch';
import { endOfCharacter, PlainText } from './plainText';

/**
 * UTF-16 code units up to which an answer is drawn as Markdown by itself. A book-length answer (200,000 is about 50,000
 * tokens) would make tens of thousands of elements that nobody asked for, so the rest is plain text, and Markdown on
 * demand.
 */
export const markdownLimit = 200_000;
/** UTF-16 code units that one step takes in: from the first to the last as long as steps are quick. */
const stepSizes = { first: 2_000, smallest: 500, largest: 16_000 };
/** UTF-16 code units that come at once, from which on what is finished waits until it is in sight. */
const farBehind = 8_000;
/** Milliseconds. Steps that take longer become smaller, quicker ones larger: a task stays far under 50 ms. */
const stepMs = { slow: 12, quick: 4 };
/**
 * Milliseconds, and steps in a row that took longer: such text is too costly to draw again and again, the rest of it stays
 * plain. One alone says nothing: on a busy machine the page may have waited for the processor.
 */
const costliestStep = 250;
const mostCostlySteps = 3;

/**
 * Draws a growing answer. Blocks that are finished are drawn once and stay (so a selection in them does too); only the
 * last one, which the next delta may still change, is drawn again. Of a long text that comes at once only the end is drawn:
 * the boxes before it wait, see waitingBoxes.ts.
 */
export class MarkdownStream {
  private limit = markdownLimit;
  private stepSize = stepSizes.first;
  private costlySteps = 0;
  /** Much has come at once, and is not taken yet: nothing is drawn before all of it is. */
  private isFarBehind = false;
  private source = '';
  /** UTF-16 code units of `source` that have been taken as Markdown. */
  private taken = 0;
  /** What is not finished of it, with newlines as `\n`. */
  private open = '';
  private links: Links = {};
  private code: OpenCode | undefined;
  private readonly live = document.createElement('div');
  private readonly finished = new Chunks(this.live);
  private readonly rest: PlainText;

  constructor(
    private readonly target: HTMLElement,
    plainTarget: HTMLElement,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.live.className = 'live';
    this.rest = new PlainText(plainTarget);
    target.replaceChildren(this.live);
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

  /** Takes one step towards showing `text`. True: there is more to do, call again in a later frame. */
  step(text: string): boolean {
    if (!text.startsWith(this.source)) this.reset();
    this.source = text;
    const until = Math.min(text.length, this.limit);
    if (until - this.taken > farBehind) this.isFarBehind = true;
    if (this.taken < until) this.take(Math.min(this.taken + this.stepSize, until));
    if (this.isFarBehind && this.taken >= Math.min(text.length, this.limit)) this.catchUp();
    if (this.hasPlainRest && this.taken >= this.limit) this.rest.update(text.slice(this.taken));
    return this.taken < Math.min(text.length, this.limit);
  }

  private reset(): void {
    this.limit = markdownLimit;
    this.costlySteps = 0;
    this.isFarBehind = false;
    this.taken = 0;
    this.open = '';
    this.links = {};
    this.code = undefined;
    this.finished.reset();
    this.target.replaceChildren(this.live);
    this.live.replaceChildren();
    this.rest.update('');
  }

  private take(to: number): void {
    const started = this.now();
    const openBefore = this.open.length;
    const end = endOfCharacter(this.source, to);
    // A lone \r at the end of a delta may be the first half of \r\n; both come to one \n.
    const splitNewline = this.source[this.taken - 1] === '\r' && this.source[this.taken] === '\n';
    const added = this.source.slice(this.taken + (splitNewline ? 1 : 0), end).replace(/\r\n?/g, '\n');
    this.taken = end;
    this.open += added;
    if (this.code?.grow(this.open, openBefore) !== true) this.drawOpen(this.lexOpen());
    this.adapt(this.now() - started);
  }

  private adapt(ms: number): void {
    this.costlySteps = ms > costliestStep ? this.costlySteps + 1 : 0;
    if (this.costlySteps >= mostCostlySteps && this.limit !== Infinity) this.limit = this.taken;
    if (ms > stepMs.slow) this.stepSize = Math.max(stepSizes.smallest, this.stepSize / 2);
    else if (ms < stepMs.quick) this.stepSize = Math.min(stepSizes.largest, this.stepSize * 2);
  }

  private drawOpen(tokens: Token[]): void {
    const last = lastBlock(tokens);
    const block = tokens[last];
    const unfinishedFrom = saysWhatItIs(rawOf(tokens.slice(last))) ? last : lastBlock(tokens.slice(0, last));
    const unfinished = tokens.slice(unfinishedFrom);
    const raw = rawOf(unfinished);
    // Code grows in the page, so it is drawn also where the rest waits.
    const waits = this.isFarBehind && block?.type !== 'code';
    if (unfinishedFrom === 0 || !this.open.endsWith(raw)) {
      patch(this.live, waits ? document.createDocumentFragment() : renderBlocks(tokens));
    } else {
      this.finished.add(tokens.slice(0, unfinishedFrom), this.isFarBehind);
      // Not those of what is open: the address of a definition may still be growing.
      addLinks(tokens.slice(0, unfinishedFrom), this.links);
      this.open = raw;
      this.replaceLive(waits ? [] : unfinished);
    }
    this.code = OpenCode.in(this.live, this.open);
    if (block !== undefined && this.code === undefined && this.open.length > longestOpenBlock) this.part(block);
  }

  private part(block: Token): void {
    const { done, rest } = partBlock(block, this.open);
    this.finished.add(lexBlocks(done, this.links), this.isFarBehind);
    this.open = rest;
    this.replaceLive(this.isFarBehind ? [] : this.lexOpen());
  }

  /** Draws the end, which was not worth it while more was to come. */
  private catchUp(): void {
    this.isFarBehind = false;
    this.finished.drawOpen();
    if (this.code === undefined) this.replaceLive(this.lexOpen());
  }

  private lexOpen(): Token[] {
    return lexBlocks(this.open, { ...this.links });
  }

  private replaceLive(tokens: readonly Token[]): void {
    this.live.replaceChildren(...(tokens.length === 0 ? [] : [renderBlocks(tokens)]));
  }
}

/** Blank lines do not finish a list or a paragraph's list item: what follows them may still belong to it. */
const lastBlock = (tokens: readonly Token[]): number =>
  Math.max(
    tokens.findLastIndex(({ type }) => type !== 'space'),
    0,
  );

const rawOf = (tokens: readonly Token[]): string => tokens.map(({ raw }) => raw).join('');

/**
 * Whether the beginning of a block can be trusted to be one, which finishes the block before it. A first line that is
 * still short may turn out to belong to that one: `*` after a list is a list of its own, `*word` a part of its last item.
 */
const saysWhatItIs = (raw: string): boolean => raw.includes('\n') || raw.length > 80;

/** Milliseconds between two drawings of the same thing at least. */
const interval = 100;

/**
 * Runs `draw` in animation frames: at most one in `interval`, and with four times its own cost as a pause after it, so
 * that drawing never takes more than a fifth of the time however long it takes.
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
    requestAnimationFrame(() => {
      this.pending = false;
      const started = this.now();
      this.draw();
      const ended = this.now();
      this.next = ended + Math.max(interval, 4 * (ended - started));
    });
  }
}

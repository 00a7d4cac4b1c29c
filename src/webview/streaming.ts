import type { Links, Token } from 'marked';
import { lexBlocks, renderBlocks } from './markdown';
import { endOfCharacter, PlainText } from './plainText';

/**
 * UTF-16 code units up to which an answer is drawn as Markdown by itself. A book-length answer (200,000 is about 50,000
 * tokens) would make tens of thousands of elements that nobody asked for, so the rest is plain text, and Markdown on
 * demand.
 */
export const markdownLimit = 200_000;
/** UTF-16 code units that one step takes in, so that no frame has to draw a whole conversation. */
const stepSize = 20_000;
/** Milliseconds. A step that took longer met text that is too costly to draw again and again: the rest stays plain. */
const costliestStep = 250;

/**
 * Draws a growing answer. Blocks that are finished are drawn once and stay (so a selection in them does too); only the
 * last one, which the next delta may still change, is drawn again.
 */
export class MarkdownStream {
  private limit = markdownLimit;
  private source = '';
  /** UTF-16 code units of `source` that have been taken as Markdown. */
  private taken = 0;
  /** What is not finished of it, with newlines as `\n`. */
  private open = '';
  private links: Links = {};
  private readonly live = document.createElement('div');
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
    if (this.taken < until) this.take(Math.min(this.taken + stepSize, until));
    if (this.hasPlainRest && this.taken >= this.limit) this.rest.update(text.slice(this.taken));
    return this.taken < Math.min(text.length, this.limit);
  }

  private reset(): void {
    this.limit = markdownLimit;
    this.taken = 0;
    this.open = '';
    this.links = {};
    this.target.replaceChildren(this.live);
    this.live.replaceChildren();
    this.rest.update('');
  }

  private take(to: number): void {
    const started = this.now();
    const end = endOfCharacter(this.source, to);
    // A lone \r at the end of a delta may be the first half of \r\n; both come to one \n.
    const splitNewline = this.source[this.taken - 1] === '\r' && this.source[this.taken] === '\n';
    const added = this.source.slice(this.taken + (splitNewline ? 1 : 0), end).replace(/\r\n?/g, '\n');
    this.taken = end;
    this.open += added;
    this.drawOpen(lexBlocks(this.open, this.links));
    if (this.now() - started > costliestStep && this.limit !== Infinity) this.limit = this.taken;
  }

  private drawOpen(tokens: Token[]): void {
    // Blank lines do not finish a list or a paragraph's list item: what follows them may still belong to it.
    const last = tokens.findLastIndex(({ type }) => type !== 'space');
    const unfinished = tokens.slice(Math.max(last, 0));
    const raw = unfinished.map((token) => token.raw).join('');
    if (last <= 0 || !this.open.endsWith(raw) || !saysWhatItIs(raw)) {
      this.live.replaceChildren(renderBlocks(tokens));
      return;
    }
    this.target.insertBefore(renderBlocks(tokens.slice(0, last)), this.live);
    this.open = raw;
    this.live.replaceChildren(renderBlocks(unfinished));
  }
}

/**
 * Whether the beginning of a block can be trusted to be one, which finishes the block before it. A first line that is
 * still short may turn out to belong to that: `*` after a list is a list of its own, `*word` a part of its last item.
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

import type { KnownTokens } from '../../core/playground/tokenQuestions';
import type { HeatMapView } from './heatMapDeps';
import { TokenCard, element, quoted } from './tokenCard';

/**
 * Least probability of each level, the likeliest first. Each level has a sign of its own
 * besides its colour: see media/playground.css.
 */
const levels = [0.9, 0.6, 0.3, 0.1, 0] as const;
/**
 * Pieces of the text in a block: `most` at most, and at least `lines` if it ends with
 * a line. `aFrame` blocks are drawn in a frame.
 */
const atOnce = { most: 100, lines: 40 };
const aFrame = 3;

const levelOf = (logprob: number | null): number =>
  logprob === null ? 0 : levels.findIndex((least) => Math.exp(logprob) >= least);

/**
 * The text, of which the pieces in sight are drawn as tokens. The arrow keys lead from one token to
 * the next, and the card says what is known of it.
 */
export class TokenText {
  private readonly text = element('div', 'pre heat-text');
  private readonly blocks: HTMLElement[] = [];
  /** The index of the block of each piece. */
  private readonly blockOf: number[] = [];
  private readonly observer: IntersectionObserver;
  /** Blocks in sight that are not drawn yet. */
  private readonly wanted = new Set<HTMLElement>();
  private isWaiting = false;
  /** Where each piece begins, and the last one ends. */
  private readonly starts: number[];
  private readonly card: TokenCard;
  /** The token to which Tab leads. */
  private current = 0;

  constructor(
    place: HTMLElement,
    private readonly view: KnownTokens,
    private readonly deps: HeatMapView,
    signal: AbortSignal,
  ) {
    let at = view.start;
    this.starts = [at, ...view.lengths.map((length) => (at += length))];
    this.observer = new IntersectionObserver((entries) => this.onSight(entries), {
      root: place.closest('ai-conversation'),
      rootMargin: '300px 0px',
    });
    this.card = new TokenCard(view, deps, signal);
    this.fill();
    this.card.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.tokenAt(this.current)?.focus();
    });
    place.replaceChildren(this.legend(), this.text, this.card.element);
    for (const block of this.blocks) this.observer.observe(block);
    const first = view.logprobs.findIndex((logprob) => logprob !== null);
    this.current = Math.max(0, first);
    this.draw(this.blocks[this.blockOf[this.current] ?? 0]);
    this.makeStop(this.current);
  }

  private fill(): void {
    const { text, view, deps } = this;
    text.dataset['part'] = 'answer';
    text.dataset['testid'] = 'heat';
    text.setAttribute('role', 'group');
    text.setAttribute('aria-label', deps.words('tokensKeys'));
    const begun = deps.text.slice(0, view.start);
    // Each box ends with a line, so that it can be laid out by itself.
    let box = element('div', 'heat-box', begun);
    let from = 0;
    for (let cell = 0; cell < view.lengths.length; cell++) {
      this.blockOf.push(this.blocks.length);
      const count = cell + 1 - from;
      const endsLine = deps.text[this.starts[cell + 1]! - 1] === '\n';
      const isLast = cell + 1 === view.lengths.length;
      if (!isLast && count < atOnce.most && !(endsLine && count >= atOnce.lines)) continue;
      const block = element('span', '', deps.text.slice(this.starts[from], this.starts[cell + 1]));
      block.dataset['from'] = String(from);
      from = cell + 1;
      this.blocks.push(block);
      box.append(block);
      if (!isLast && !endsLine) continue;
      text.append(box);
      box = element('div', 'heat-box');
    }
    text.addEventListener('keydown', (event) => this.onKey(event));
    text.addEventListener('mouseover', ({ target }) => this.hover(target));
    text.addEventListener('focusin', ({ target }) => this.focused(target));
    text.addEventListener('click', ({ target }) => tokenIn(target)?.focus());
  }

  private legend(): HTMLElement {
    const { words, share, isHere, provider } = this.deps;
    const count = this.view.logprobs.filter((logprob) => logprob !== null).length;
    const hint = isHere ? words('surenessHint') : words('tokensSaid', provider);
    const list = element('ul', 'heat-legend');
    list.setAttribute('aria-label', words('tokensLegend'));
    list.append(
      ...levels.map((least, level) => {
        const range =
          level === levels.length - 1
            ? words('tokensBelow', share(levels[level - 1] ?? 1))
            : words('tokensFrom', share(least));
        return element('li', '', element('span', `heat-token s${level}`, range));
      }),
    );
    return element(
      'div',
      'heat-head',
      element('p', 'muted', words('tokensCount', String(count)), ' ', hint, ' ', words('tokensKept')),
      list,
    );
  }

  private onSight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.wanted.add(target as HTMLElement);
      else this.wanted.delete(target as HTMLElement);
    }
    this.drawSoon();
  }

  /** Draws a few blocks in each frame. */
  private drawSoon(): void {
    if (this.wanted.size === 0 || this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      for (const block of [...this.wanted].slice(0, aFrame)) {
        this.wanted.delete(block);
        this.draw(block);
      }
      this.drawSoon();
    });
  }

  /** Puts the tokens in the place of the plain text, which has the same form. */
  private draw(block: HTMLElement | undefined): void {
    if (block === undefined || block.className !== '') return;
    block.className = 'heat-block';
    this.observer.unobserve(block);
    const index = this.blocks.indexOf(block);
    const from = Number(block.dataset['from']);
    const next = this.blocks[index + 1];
    const end = next === undefined ? this.view.lengths.length : Number(next.dataset['from']);
    block.replaceChildren(...Array.from({ length: end - from }, (_, i) => this.cell(from + i)));
    if (this.blockOf[this.current] === index) this.makeStop(this.current);
  }

  private cell(at: number): Node | string {
    const { deps, starts, view } = this;
    const text = deps.text.slice(starts[at], starts[at + 1]);
    const logprob = view.logprobs[at] ?? null;
    if (logprob === null) return text;
    const token = element('span', `heat-token s${levelOf(logprob)}`, text);
    token.dataset['cell'] = String(at);
    token.setAttribute('role', 'button');
    token.setAttribute('aria-label', `${quoted(text)}, ${deps.share(Math.exp(logprob))}`);
    token.tabIndex = -1;
    return token;
  }

  private tokenAt(cell: number): HTMLElement | null {
    return this.text.querySelector(`[data-cell="${cell}"]`);
  }

  private makeStop(cell: number): void {
    const before = this.tokenAt(this.current);
    if (before) before.tabIndex = -1;
    this.current = cell;
    const now = this.tokenAt(cell);
    if (now) now.tabIndex = 0;
  }

  /** Returns the next token that has a probability. Others are no stop. */
  private next(from: number, step: 1 | -1): number | undefined {
    const { logprobs } = this.view;
    for (let cell = from; cell >= 0 && cell < logprobs.length; cell += step) if (logprobs[cell] !== null) return cell;
    return undefined;
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.view.logprobs.length - 1;
    const { current } = this;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.card.enter();
    }
    const keys: Readonly<Record<string, () => number | undefined>> = {
      ArrowRight: () => this.next(current + 1, 1),
      ArrowLeft: () => this.next(current - 1, -1),
      Home: () => this.next(0, 1),
      End: () => this.next(last, -1),
    };
    const to = keys[event.key]?.();
    if (to === undefined) return;
    event.preventDefault();
    this.draw(this.blocks[this.blockOf[to] ?? 0]);
    this.tokenAt(to)?.focus();
  }

  /** Shows the token under the pointer on the card. While a token or the card has the focus, the card stays as it is. */
  private hover(target: EventTarget | null): void {
    const token = tokenIn(target);
    const isHeld = this.text.contains(document.activeElement) || this.card.element.contains(document.activeElement);
    if (token && !isHeld) this.card.show(Number(token.dataset['cell']), token.textContent);
  }

  private focused(target: EventTarget | null): void {
    const token = tokenIn(target);
    if (!token) return;
    const cell = Number(token.dataset['cell']);
    this.makeStop(cell);
    this.card.show(cell, token.textContent);
  }
}

const tokenIn = (target: EventTarget | null): HTMLElement | undefined =>
  target instanceof HTMLElement && target.dataset['cell'] !== undefined ? target : undefined;

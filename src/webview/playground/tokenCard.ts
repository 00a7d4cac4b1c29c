import type { KnownTokens, TokensAt } from '../../core/playground/tokenQuestions';
import type { HeatMapView } from './heatMapDeps';

/** Makes an element with its children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Puts a token in quotes, as most begin with a blank, and some are a line break. */
export const quoted = (text: string): string => JSON.stringify(text);

/** Card with the facts of one token, and the alternatives that could have stood in its place. */
export class TokenCard {
  readonly element: HTMLElement;
  private readonly title: HTMLElement;
  private readonly others = element('div', 'heat-others');
  private asking = new AbortController();
  private cell = -1;

  constructor(
    private readonly view: KnownTokens,
    private readonly deps: HeatMapView,
    signal: AbortSignal,
  ) {
    this.title = element('p', '', deps.words('tokensPoint'));
    this.element = element('div', 'heat-card', this.title, this.others);
    this.element.dataset['testid'] = 'heat-card';
    // The card scrolls if it is long.
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', deps.words('tokensCard'));
    signal.addEventListener('abort', () => this.asking.abort());
  }

  show(cell: number, text: string): void {
    if (cell === this.cell) return;
    this.cell = cell;
    const { share, words } = this.deps;
    const logprob = this.view.logprobs[cell] ?? null;
    const chance = logprob === null ? words('tokensUnknown') : share(Math.exp(logprob));
    this.title.replaceChildren(element('code', '', quoted(text)), ` ${chance}`);
    this.others.replaceChildren();
    this.asking.abort();
    this.asking = new AbortController();
    void this.ask(cell, this.asking.signal);
  }

  /** Focuses the first button, or the card itself. */
  enter(): void {
    (this.element.querySelector<HTMLElement>('button') ?? this.element).focus();
  }

  private async ask(cell: number, signal: AbortSignal): Promise<void> {
    try {
      const tokens = await this.deps.askAt(cell, signal);
      if (!signal.aborted) this.others.replaceChildren(...this.lists(cell, tokens));
    } catch {
      // The host is asked again when the token is shown again.
      if (!signal.aborted) this.cell = -1;
    }
  }

  private lists(cell: number, tokens: TokensAt): HTMLElement[] {
    const { words, model, share } = this.deps;
    const isShared = tokens.length > 1;
    const rows = tokens.flatMap(({ text, logprob, top }) => {
      const others = top.map((one, i) => ({ ...one, i })).filter((one) => one.text !== text);
      if (others.length === 0) return [];
      const list = element('ul', '', ...others.map((other) => element('li', '', this.alternative(cell, other))));
      list.setAttribute('aria-label', words('surenessOthers'));
      return isShared
        ? [element('p', 'muted', element('code', '', quoted(text)), ` ${share(Math.exp(logprob))}`), list]
        : [list];
    });
    const notes = [
      ...(isShared ? [words('tokensShared', String(tokens.length))] : []),
      ...(rows.length === 0 ? [words('tokensNoOthers')] : []),
      ...(rows.length > 0 && !this.view.continues ? [words('tokensNoStart', model)] : []),
    ];
    return [...rows, ...notes.map((note) => element('p', 'muted', note))];
  }

  private alternative(
    cell: number,
    { text, logprob, starts, i }: TokensAt[number]['top'][number] & { i: number },
  ): HTMLElement {
    const { deps, view } = this;
    const content = [element('code', '', quoted(text)), ` ${deps.share(Math.exp(logprob))}`];
    if (!starts || !view.continues) return element('span', '', ...content);
    const button = element('button', 'heat-start', ...content);
    button.type = 'button';
    button.dataset['testid'] = 'what-if';
    button.title = deps.words('tokensStart', quoted(text));
    button.addEventListener('click', () => deps.goOn(cell, i));
    return button;
  }
}

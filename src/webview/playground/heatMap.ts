import type { AnswerTokensView } from '../../core/playground/tokenQuestions';
import { tokenStrings } from '../shared/tokenStrings';
import type { HeatMapDeps, HeatMapView } from './heatMapDeps';
import { element } from './tokenCard';
import { TokenText } from './tokenText';

// Draws an answer as its tokens, each marked by how likely it was. This piece of the page is loaded when it is first
// needed, and imports nothing that the page has, too.

export interface HeatMap {
  /** Resolves when what is in sight is drawn. */
  readonly drawn: Promise<void>;
  leave(): void;
}

export function heatMap(place: HTMLElement, given: HeatMapDeps): HeatMap {
  const gone = new AbortController();
  const deps: HeatMapView = { ...given, words: (id, ...values) => given.wordsOf(tokenStrings, id, values) };
  const show = async (): Promise<void> => {
    try {
      const view = await deps.ask(gone.signal);
      if (gone.signal.aborted) return;
      if (view.state === 'none') place.prepend(reasonLine(view, deps));
      else new TokenText(place, view, deps, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted)
        place.prepend(element('p', 'problem', error instanceof Error ? error.message : String(error)));
    }
  };
  return { drawn: show(), leave: () => gone.abort() };
}

/** Says why there are no tokens, and what would bring some. */
function reasonLine({ why, note }: Extract<AnswerTokensView, { state: 'none' }>, deps: HeatMapView): HTMLElement {
  const { words, model, provider } = deps;
  const line = element('p', 'hint');
  line.dataset['testid'] = 'no-tokens';
  line.setAttribute('role', 'status');
  const said = {
    'not-asked': () => words('tokensNotAsked'),
    refused: () => [words('tokensRefused', model), note].filter(Boolean).join(' '),
    'not-given': () => words('tokensNotGiven', provider),
    'not-kept': () => words('tokensNotKept'),
  };
  line.append(said[why]());
  if (why !== 'not-asked') return line;
  const wanted = (): void => line.replaceChildren(words('tokensWanted'));
  if (deps.isWanted()) wanted();
  else {
    const button = element('button', 'link', words('wantTokens'));
    button.type = 'button';
    button.dataset['testid'] = 'want-tokens';
    button.addEventListener('click', () => {
      deps.want();
      wanted();
    });
    line.append(' ', button);
  }
  return line;
}

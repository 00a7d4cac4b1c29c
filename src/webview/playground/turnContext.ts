import { nothingBeside } from './belowAnswers';
import type { PageStore } from './pageStore';
import { chosenOf } from './retryChosen';
import type { TurnContext } from './turnParts';

/** What a turn has to know of the rest of the page, as it is now. */
export function readTurnContext(store: PageStore | undefined, say: (text: string) => void): TurnContext {
  return {
    busy: store?.streaming !== undefined,
    readOnly: store?.canWrite === false,
    column: store?.columnId ?? '',
    chosen: store && chosenOf(store.draft, store.provider),
    countOf: (head) => store?.countOf(head),
    besideOf: (head) => store?.besideOf(head) ?? nothingBeside,
    post: (message) => store?.host.post(message),
    say,
  };
}

/** The same for as long as a turn lives: it is made before and after what this tells changes, so each part is read when asked for. */
export function liveTurnContext(read: () => TurnContext): TurnContext {
  return {
    get busy() {
      return read().busy;
    },
    get readOnly() {
      return read().readOnly;
    },
    get column() {
      return read().column;
    },
    get chosen() {
      return read().chosen;
    },
    countOf: (head) => read().countOf(head),
    besideOf: (head) => read().besideOf(head),
    post: (message) => read().post(message),
    say: (text) => read().say(text),
  };
}

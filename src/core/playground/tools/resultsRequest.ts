import type { Backend } from '../../chat/backend';
import { answerRequest } from '../session/messagesFor';
import type { AnswerRequest } from '../session/messagesFor';
import type { Draft, PromptNode } from '../session/sessionSchema';
import type { Session } from '../session/sessionTree';
import { openCalls, resultParts } from '../session/toolTurns';
import { renderedDraft } from '../session/draftVariables';
import { mocksIn, openResults, wholeResults } from './openResults';

interface Making {
  readonly session: () => Session;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes the request that sends the typed or mocked results of a draft to the calls at the end of a path, or says what
 * is missing.
 */
export function resultsRequest(
  { session, randomId, now }: Making,
  leaf: string | null,
  backend: Backend,
  draft: Draft,
): AnswerRequest | 'no-model' | 'no-result' {
  const model = draft.model.trim();
  if (model === '') return 'no-model';
  const calls = openCalls(session(), leaf);
  const results = wholeResults(openResults(calls, draft, mocksIn(draft)));
  const parts = results && resultParts(calls, results);
  if (parts === undefined) return 'no-result';
  const { system } = renderedDraft(draft);
  const prompt: PromptNode = { kind: 'prompt', id: randomId(), parent: leaf, at: now(), system, parts };
  return answerRequest(session(), backend, prompt, { ...draft, model });
}

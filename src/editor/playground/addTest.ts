import { textOf } from '../../core/playground/session/nodeText';
import { newestAnswer, turnsTo } from '../../core/playground/session/sessionTree';
import { executeCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import type { PlaygroundDeps } from './playgroundPanel';

/** Hands the turn of an answer over, which becomes a test of a suite; that of the last answer, where none is named. */
export async function addTest(
  answerId: string | undefined,
  { sessions }: Pick<PlaygroundDeps, 'sessions'>,
): Promise<void> {
  const live = await sessions.current();
  const answer = answerId === undefined ? newestAnswer(live.session) : live.answer(answerId);
  const turns = turnsTo(live.session, answer?.id ?? null);
  const last = turns.pop();
  if (!answer || !last || textOf(last.prompt) === '')
    return void showMessage('Information', say('There is no answer here that could be a test.'));
  const { providerId, model, temperature, maxOutputTokens } = answer.target;
  await executeCommand('evals.addTest', {
    system: last.prompt.system,
    earlier: turns.flatMap(({ prompt, answer: said }) => [
      { role: 'user', text: textOf(prompt) },
      ...(said ? [{ role: 'assistant', text: textOf(said) }] : []),
    ]),
    ...{ message: textOf(last.prompt), answer: textOf(answer), providerId, model, temperature, maxOutputTokens },
  });
}

import { branchesOf } from '../../core/playground/session/branches';
import type { LiveSession } from '../../core/playground/liveSession';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import { dateOf } from './sessionsTree';

/** Asks which branch of a session a column shows. */
export async function pickBranch(live: LiveSession, columnId = live.main.id): Promise<void> {
  const branches = branchesOf(live.session, columnId);
  if (branches.every(({ isShown }) => isShown)) {
    void showMessage('Information', say('This conversation has no branches yet.'));
    return;
  }
  const rows = branches.map(({ leaf, title, own, end, turns, model, at, isShown }) => ({
    label: title || say('(no text)'),
    description: [
      turns === 1 ? say('1 turn') : say('{0} turns', turns),
      model,
      dateOf(at),
      isShown ? say('shown now') : '',
    ]
      .filter(Boolean)
      .join(' · '),
    detail: pathWords(title, own, end),
    value: leaf,
  }));
  const chosen = await pickRanked({
    title: say('Branches of This Conversation'),
    placeholder: say(
      'Choose the branch to show. A title is where it begins to differ. Below it is what only this branch has, and its last message.',
    ),
    groups: [{ label: '', rows }],
  });
  if (chosen === undefined || chosen === back) return;
  if (live.column(columnId)?.showSibling(chosen) === 'streaming')
    void showMessage('Information', say('An answer is still streaming. Stop it or wait until it ends.'));
}

/** Joins the words of a branch that come after its title. */
const pathWords = (title: string, own: string, end: string): string =>
  [...new Set([title, own, end])].filter((words) => words !== '' && words !== title).join(' … ');

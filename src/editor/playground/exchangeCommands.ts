import { Uri } from 'vscode';
import { isRecord } from '../../core/base/json';
import type { Session } from '../../core/playground/session/sessionTree';
import type { CommandRuns } from '../shared/commands';
import type { CommandName } from '../shared/contributions';
import { answerAsTest } from './answerAsTest';
import { exportRequest } from './exportRequest';
import type { ExportDeps } from './exportRequest';
import { exportSession, saveSession } from './exportSession';
import { importRequest, openSavedSession } from './importRequest';
import type { PlaygroundDeps, PlaygroundPanel } from './playgroundPanel';
import { showingErrors } from './sessionList';
import { isSessionItem } from './sessionsTree';

/** Makes the commands that take something out of the playground, or bring something into it. */
export const exchangeCommands = (tab: PlaygroundPanel, deps: PlaygroundDeps & ExportDeps) =>
  ({
    'playground.exportRequest': (where) => exportRequest(answerIn(where), deps),
    'playground.exportSession': (where) =>
      withSession(where, deps, (session) => exportSession(session, answerIn(where))),
    'playground.saveSessionAs': (where) => withSession(where, deps, saveSession),
    'playground.addTest': (where) => answerAsTest(answerIn(where), deps),
    'playground.importRequest': () => importRequest(tab, deps),
    'playground.openSavedSession': (file) => openSavedSession(file instanceof Uri ? file : undefined, tab, deps),
  }) satisfies Partial<CommandRuns<CommandName>>;

/** Reads the id of an answer, given directly or by the place of the page where a menu was opened. */
function answerIn(where: unknown): string | undefined {
  const id = isRecord(where) ? where['answerId'] : where;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Runs with the session of a row, or else with the one that is shown. */
async function withSession(
  where: unknown,
  { sessions }: PlaygroundDeps,
  run: (session: Session) => Promise<void>,
): Promise<void> {
  const id = isSessionItem(where) ? where.session.id : undefined;
  const open = id === undefined ? await sessions.current() : sessions.find(id);
  if (open) return run(open.session);
  await showingErrors(async () => {
    let session: Session | undefined;
    await sessions.store.change(id ?? '', (stored) => {
      session = stored;
      return [];
    });
    if (session) await run(session);
  });
}

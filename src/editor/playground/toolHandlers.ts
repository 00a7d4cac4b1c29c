import { formatUsd } from '../../core/base/numbers';
import type { FromPage, ToPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { draftResults, openCalls, resultsFor } from '../../core/playground/session/toolTurns';
import { mocksIn, openResults } from '../../core/playground/tools/openResults';
import { ToolLoop } from '../../core/playground/tools/toolLoop';
import type { LoopDeps, LoopEnd, LoopState } from '../../core/playground/tools/toolLoop';
import { totalsOf } from '../../core/playground/totals';
import { confirm } from '../shared/feedback';
import { readSetting } from '../shared/settings';
import type { PanelHandlers } from '../shared/webviewHost';
import { say } from '../shared/words';
import type { NotSent, SendController, Where } from './sendController';
import type { WindowSessions } from './windowSessions';

interface ToolDeps {
  /** The page shows the session `now`. */
  readonly sessions: Pick<WindowSessions, 'now' | 'keepDraft'>;
  readonly sending: Pick<SendController, 'sendResults'>;
  /** Whether the tab is there. */
  readonly isOpen: () => boolean;
  readonly post: (message: ToPage) => void;
  readonly sawEdit: (edit: number, column?: string) => void;
}

type Handled = 'sendResults' | 'editResults' | 'stop';

/** Makes the handlers that send results of tools for the page, and the answers of mocks from then on. */
export function toolHandlers(
  { sessions, sending, isOpen, post, sawEdit }: ToolDeps,
  tell: (column: string, refusal: Promise<NotSent | undefined>) => Promise<void>,
): Pick<PanelHandlers<FromPage, typeof pageAnswers>, Handled> {
  /** Loops that are running, by session and column. */
  const loops = new Map<string, ToolLoop>();
  const keyOf = (live: { readonly id: string } | undefined, column: string): string => `${live?.id} ${column}`;

  const loopIn = (where: Where): LoopDeps => {
    const { live, column: id } = where;
    const column = () => live.column(id);
    const isSeen = (): boolean => isOpen() && live.isOpen && sessions.now === live && column() !== undefined;
    /** Returns the present draft, as a choice made meanwhile counts. All columns share one message, with its variables. */
    const draft = (): Draft | undefined => {
      const { variables } = live.main.draft;
      const now = column()?.draft;
      return now && { ...now, ...(variables && { variables }) };
    };
    return {
      isSeen,
      open: () => {
        const now = draft();
        return now ? openResults(openCalls(live.session, column()?.leaf ?? null), now, mocksIn(now)) : [];
      },
      send: async (results, isStopped) => {
        const now = draft();
        const notSent = now && (await sending.sendResults(where, { ...now, toolResults: [...results] }, isStopped));
        return now ? notSent?.reason : say('This column was removed. Nothing was sent in it.');
      },
      stopAnswer: () => column()?.stop(),
      answered: async () => {
        const answerId = column()?.leaf ?? '';
        await live.runs.ended(answerId);
        const answer = live.answer(answerId);
        if (answer?.status !== 'done') return undefined;
        const { usd, unknown } = totalsOf([answer]);
        return { usd, isAtLeast: unknown > 0 };
      },
      mayGoOn: (state) => mayGoOn(state),
      tell: (state) => isSeen() && post(stateMessage(where, state)),
    };
  };

  const run = async (where: Where): Promise<void> => {
    const deps = loopIn(where);
    const key = keyOf(where.live, where.column);
    if (loops.has(key)) return;
    const loop = new ToolLoop(deps, readSetting('playground.toolRounds'));
    loops.set(key, loop);
    try {
      const end = await loop.run();
      if (deps.isSeen()) post({ ...stateMessage(where, loop.state), end: endWords(end) });
    } finally {
      loops.delete(key);
    }
  };

  return {
    sendResults: async ({ session, column, edit, draft, until }) => {
      sawEdit(edit, column);
      const live = sessions.now;
      // The results belong to calls that only that session has.
      if (live?.id !== session) return;
      await sessions.keepDraft(
        session,
        column,
        live.main.id === column ? draft : { ...draft, message: '', attachments: [] },
      );
      const where = { live, column };
      return until === undefined ? tell(column, sending.sendResults(where, draft)) : run(where);
    },
    editResults: ({ column: id, promptId }) => {
      const live = sessions.now;
      const column = live?.column(id);
      const prompt = live?.session.nodes.get(promptId);
      if (!live || !column || prompt?.kind !== 'prompt' || prompt.parent === null || column.isStreaming) return;
      column.branchFrom(prompt.parent);
      if (column.leaf !== prompt.parent) return;
      const calls = openCalls(live.session, column.leaf);
      column.changeDraft({ toolResults: resultsFor(calls, draftResults(prompt)) });
    },
    stop: ({ column }) => {
      loops.get(keyOf(sessions.now, column))?.stop();
      sessions.now?.column(column)?.stop();
    },
  };
}

const stateMessage = ({ live, column }: Where, state: LoopState): Extract<ToPage, { type: 'toolLoop' }> => ({
  ...{ type: 'toolLoop', session: live.id, column },
  state: { ...state },
});

/** Says why a loop ended early; empty where it ended as expected. */
function endWords(end: LoopEnd): string {
  switch (end.why) {
    case 'mock':
      return say('Run Until Done waits: no mock answers this call of {0}.', end.name.slice(0, 100));
    case 'refused':
      return end.reason;
    case 'limit':
      return say('Run Until Done was ended at the limit of requests.');
    case 'failed':
      return say('Run Until Done was ended: the answer is not complete. Retry asks again.');
    case 'done':
    case 'stopped':
    case 'unseen':
      return '';
  }
}

async function mayGoOn({ rounds, usd, isAtLeast }: LoopState): Promise<boolean> {
  const message = say('Go on with the tools?');
  const cost = isAtLeast ? say('at least {0}', formatUsd(usd)) : formatUsd(usd);
  const detail =
    isAtLeast && usd === 0
      ? say('{0} requests were sent. What they cost is not known. The model asks for more.', rounds)
      : say('{0} requests were sent, which cost {1}. The model asks for more.', rounds, cost);
  return confirm(message, detail, say('Go On'));
}

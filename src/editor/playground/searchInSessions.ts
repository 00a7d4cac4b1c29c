import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { literalPattern, searchPattern } from '../../core/base/searchPattern';
import { searchSessions } from '../../core/playground/searchSessions';
import type { Match, SessionMatches } from '../../core/playground/searchSessions';
import type { LiveSession } from '../../core/playground/liveSession';
import { sessionCodec } from '../../core/playground/session/sessionCodec';
import type { SessionEvent } from '../../core/playground/session/sessionSchema';
import type { Session } from '../../core/playground/session/sessionTree';
import type { SessionsElsewhere } from '../../core/store/elsewhere';
import type { ListedSession } from '../../core/store/storeTypes';
import { Follower } from '../shared/follower';
import { pace } from '../shared/pace';
import { answerOf } from '../shared/question';
import { keepOrder } from '../shared/rankedPick';
import { say } from '../shared/words';
import { openEvents } from './openEvents';
import { dateOf } from './sessionsTree';
import type { WindowSessions } from './windowSessions';

/** Milliseconds without a key after which the search begins, and between two updates of its results. */
const debounceMs = 150;
const showMs = 100;
/** Rows that are shown at most; a longer list would not be read. */
const mostRows = 300;

interface Found {
  readonly session: ListedSession;
  readonly isElsewhere: boolean;
  /** Absent where the session is found by its name. */
  readonly match?: Match;
}
type Row = QuickPickItem & { readonly found?: Found };

/** The tab that shows what was found. */
interface SearchTab {
  open(): Promise<void>;
  showMatch(live: LiveSession, match: Match): void;
}

/** The sessions of other folders. */
export interface Elsewhere extends Pick<SessionsElsewhere<Session, SessionEvent>, 'list' | 'read'> {
  /** Copies the images and documents of one of these sessions to another session. */
  readonly copyFiles: (id: string, to: LiveSession) => Promise<void>;
}

/**
 * Asks for words, and opens the session that the user picks among the matches. A session of another folder is opened as
 * a copy.
 */
export async function searchInSessions(sessions: WindowSessions, elsewhere: Elsewhere, tab: SearchTab): Promise<void> {
  const found = await pickFound(sessions, elsewhere);
  if (!found) return;
  const { id } = found.session;
  const live = found.isElsewhere ? await openCopy(id, sessions, elsewhere) : await sessions.open(id);
  await tab.open();
  if (found.match) tab.showMatch(live, found.match);
}

async function openCopy(id: string, sessions: WindowSessions, elsewhere: Elsewhere): Promise<LiveSession> {
  const state = await elsewhere.read(id, new AbortController().signal);
  // An answer that is still streaming there is ended in the copy.
  const live = await openEvents(sessions, [...sessionCodec.snapshot(state), ...sessionCodec.settle(state)]);
  await elsewhere.copyFiles(id, live);
  return live;
}

/** Shows a list that fills during the search. Closing the list ends the search. */
async function pickFound(sessions: WindowSessions, elsewhere: Elsewhere): Promise<Found | undefined> {
  const pick = window.createQuickPick<Row>();
  pick.title = say('Search Sessions');
  pick.placeholder = say('Words in messages, answers and titles');
  // VS Code highlights the typed text only where it occurs exactly.
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  keepOrder(pick);
  const show = (rows: readonly Row[]): void => {
    const [active] = pick.activeItems;
    const isMoved = active !== undefined && active !== pick.items[0] && rows.includes(active);
    pick.items = rows;
    if (isMoved) pick.activeItems = [active];
  };
  const end = (rows: readonly Row[]): void => {
    show(rows);
    pick.busy = false;
  };
  const closed = new AbortController();
  const listed = sessions.store.list();
  // The search reports this error.
  listed.catch(() => undefined);
  const others = new Lazy(() => elsewhere.list(closed.signal));
  const run = async (signal: AbortSignal): Promise<void> => {
    const typed = pick.value.trim();
    if (typed === '') return end([]);
    show([]);
    pick.busy = true;
    const list = new FoundList(typed, show);
    const ends = AbortSignal.any([signal, list.isFull.signal]);
    const common = { breathe: pace(), signal: ends };
    const own = (await listed).filter(({ unreadable }) => !unreadable);
    const unread = await searchSessions(typed, {
      ...{ ...common, sessions: own, read: (id) => sessions.read(id, ends) },
      found: (found) => list.add(found, false),
    });
    if (!ends.aborted) {
      await searchSessions(typed, {
        ...{ ...common, sessions: await others.get(), read: (id) => elsewhere.read(id, ends) },
        found: (found) => list.add(found, true),
      });
    }
    if (!signal.aborted) end(list.withNotes(unread));
  };
  const follower = new Follower({
    run,
    failed: (error) => {
      const why = error instanceof Error ? error.message : String(error);
      end([note(say('The sessions could not be read: {0}', why))]);
    },
  });
  const found = await answerOf<Found>(pick, (answer) => [
    pick.onDidChangeValue(() => follower.soon(debounceMs)),
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0]?.found;
      if (chosen) answer(chosen);
    }),
  ]);
  follower.stop();
  closed.abort();
  return found;
}

/** Results of one search, shown at intervals while it goes on. */
class FoundList {
  /** Aborted when there are as many rows as can be shown. */
  readonly isFull = new AbortController();
  private readonly rows: Row[] = [];
  /** Ids of messages that were found. A copy of a session has the messages of its original. */
  private readonly nodes = new Set<string>();
  private shownAt = -Infinity;

  constructor(
    private readonly typed: string,
    private readonly show: (rows: readonly Row[]) => void,
  ) {}

  add({ session, matches }: SessionMatches, isElsewhere: boolean): void {
    const fresh = matches.filter(({ nodeId }) => nodeId === '' || !this.nodes.has(nodeId));
    for (const { nodeId } of fresh) this.nodes.add(nodeId);
    // One row for a copy or its original: who looks for either has to find it.
    const shown = fresh.length > 0 ? fresh : matches.slice(0, 1);
    const found =
      shown.length > 0 ? shown.map((match) => ({ session, isElsewhere, match })) : [{ session, isElsewhere }];
    this.rows.push(...found.map((each) => rowOf(each, this.typed)));
    if (this.rows.length >= mostRows) return this.isFull.abort();
    if (performance.now() - this.shownAt < showMs) return;
    this.show([...this.rows]);
    this.shownAt = performance.now();
  }

  /** Returns the rows, and below them notes on what is missing. */
  withNotes(unread: number): Row[] {
    const { rows } = this;
    const cut = rows.length > mostRows ? say('Only the first {0} are shown. Type more words.', mostRows) : '';
    const none = rows.length === 0 ? say('No matching results') : '';
    const lost = unread === 1 ? say('One session could not be read.') : say('{0} sessions could not be read.', unread);
    const notes = [cut, none, unread === 0 ? '' : lost].filter(Boolean);
    return [...rows.slice(0, mostRows), ...notes.map(note)];
  }
}

const note = (label: string): Row => ({ label, alwaysShow: true });

function rowOf(found: Found, typed: string): Row {
  const { session, match, isElsewhere } = found;
  const at = match ? match.at : session.updated;
  const facts = [
    ...[match ? whoSaid(match) : '', at === undefined ? '' : dateOf(at)],
    isElsewhere ? say('another folder, opens as a copy') : '',
  ];
  return {
    label: asText(session.title),
    description: facts.filter(Boolean).join(' · '),
    ...(match && { detail: asText(lineOf(match, typed)) }),
    alwaysShow: true,
    found,
  };
}

function whoSaid({ where, model }: Match): string {
  switch (where) {
    case 'prompt':
      return say('You');
    case 'results':
      return say('Result of a tool');
    case 'calls':
      return say('{0}, call of a tool', model || say('Answer'));
    case 'answer':
      return model || say('Answer');
    case 'reasoning':
      return say('{0}, reasoning', model || say('Answer'));
    case 'draft':
      return say('Not sent');
  }
}

/** Returns the line as it is where VS Code highlights the typed text; otherwise with marks of our own around the words. */
function lineOf({ line }: Match, typed: string): string {
  if (searchPattern(typed).test(line)) return line;
  const words = typed.split(/\s+/u).map(literalPattern);
  return line.replace(new RegExp(words.join('|'), 'giu'), '»$&«');
}

/** Escapes a text, as VS Code makes icons of `$(name)` in rows. */
const asText = (text: string): string => text.replace(/\$\([a-z\d-]+(?:~[a-z]+)?\)/gi, '\\$&');

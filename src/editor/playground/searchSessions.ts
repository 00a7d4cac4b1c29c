import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { searchSessions } from '../../core/playground/searchSessions';
import type { Match } from '../../core/playground/searchSessions';
import type { LiveSession } from '../../core/playground/liveSession';
import type { ListedSession } from '../../core/store/types';
import { Follower } from '../shared/follower';
import { pace } from '../shared/pace';
import { answerOf } from '../shared/question';
import { keepOrder } from '../shared/rankedPick';
import { say } from '../shared/words';
import { dateOf } from './sessionsTree';
import type { WindowSessions } from './windowSessions';

/** Milliseconds without a key after which the search begins, and between two looks at what it has found. */
const debounceMs = 150;
const showMs = 100;
/** Nobody looks through more. */
const mostRows = 300;

interface Found {
  readonly session: ListedSession;
  /** None where the session is found by its name. */
  readonly match?: Match;
}
type Row = QuickPickItem & { readonly found?: Found };

/** The tab that leads to what was found. */
interface SearchTab {
  open(): Promise<void>;
  showMatch(live: LiveSession, match: Match): void;
}

/** Asks for words, and opens what holds them. */
export async function searchInSessions(sessions: WindowSessions, tab: SearchTab): Promise<void> {
  const found = await pickFound(sessions);
  if (!found) return;
  const live = await sessions.open(found.session.id);
  await tab.open();
  if (found.match) tab.showMatch(live, found.match);
}

/** The list fills while it searches, and the search ends with it. */
async function pickFound(sessions: WindowSessions): Promise<Found | undefined> {
  const pick = window.createQuickPick<Row>();
  pick.title = say('Search Sessions');
  pick.placeholder = say('Words in messages, answers and titles');
  // VS Code marks what is typed where it stands like that.
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  keepOrder(pick);
  const listed = sessions.store.list();
  // Told to whoever searches.
  listed.catch(() => undefined);
  const show = (rows: readonly Row[]): void => {
    const [active] = pick.activeItems;
    const isMoved = active !== undefined && active !== pick.items[0] && rows.includes(active);
    pick.items = rows;
    if (isMoved) pick.activeItems = [active];
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    const typed = pick.value.trim();
    show([]);
    if (typed === '') return;
    pick.busy = true;
    const rows: Row[] = [];
    let shownAt = -Infinity;
    const stop = new AbortController();
    const unread = await searchSessions(typed, {
      sessions: (await listed).filter(({ unreadable }) => !unreadable),
      read: (id) => sessions.read(id, signal),
      breathe: pace(),
      signal: AbortSignal.any([signal, stop.signal]),
      found: ({ session, matches }) => {
        const found = matches.length > 0 ? matches.map((match) => ({ session, match })) : [{ session }];
        rows.push(...found.map((each) => rowOf(each, typed)));
        if (rows.length >= mostRows) stop.abort();
        if (performance.now() - shownAt < showMs || signal.aborted) return;
        show([...rows]);
        shownAt = performance.now();
      },
    });
    if (signal.aborted) return;
    show([...rows.slice(0, mostRows), ...wordsBelow(rows.length, unread)]);
    pick.busy = false;
  };
  const follower = new Follower({
    run,
    failed: (error) => {
      const why = error instanceof Error ? error.message : String(error);
      show([note(say('The sessions could not be read: {0}', why))]);
      pick.busy = false;
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
  return found;
}

/** What the list does not show. */
function wordsBelow(count: number, unread: number): Row[] {
  const cut = count > mostRows ? say('Only the first {0} are shown. Type more words.', mostRows) : '';
  const none = count === 0 ? say('No matching results') : '';
  const lost = unread === 1 ? say('One session could not be read.') : say('{0} sessions could not be read.', unread);
  return [cut, none, unread === 0 ? '' : lost].filter(Boolean).map(note);
}

const note = (label: string): Row => ({ label, alwaysShow: true });

function rowOf(found: Found, typed: string): Row {
  const { session, match } = found;
  const facts = match ? [whoSaid(match), match.at === undefined ? '' : dateOf(match.at)] : [dateOf(session.updated)];
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
    case 'answer':
      return model || say('Answer');
    case 'reasoning':
      return say('{0}, reasoning', model || say('Answer'));
    case 'draft':
      return say('Not sent');
  }
}

/** The line as it is where VS Code marks the match; else with marks of our own. */
function lineOf({ line: { before, match, after } }: Match, typed: string): string {
  const isMarked = match.toLowerCase() === typed.toLowerCase();
  return isMarked ? before + match + after : `${before}»${match}«${after}`;
}

/** VS Code makes icons of `$(name)` in rows. */
const asText = (text: string): string => text.replace(/\$\([a-z\d-]+(?:~[a-z]+)?\)/gi, '\\$&');

import { searchPattern } from '../base/searchPattern';
import { inSlices } from '../base/work';
import type { Breathe, Work } from '../base/work';
import type { ListedSession } from '../store/storeTypes';
import type { SearchHit } from './playgroundProtocol';
import { reasoningOf, textOf } from './session/nodeText';
import type { SessionNode } from './session/sessionSchema';
import { turnsTo } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import { callsOf, resultsOf, indentedJson } from './session/toolTurns';

// Which messages, answers and drafts of many sessions hold some words. Sessions are read one after the other, and none is kept.

/** A text of a session that holds all words that are looked for. */
export interface Match {
  /** `draft`: what is written and not sent. */
  readonly where: SearchHit['where'] | 'draft';
  /** The message or the answer; empty for a draft. */
  readonly nodeId: string;
  /** Of an answer, where it is known. */
  readonly model: string;
  /** ms since 1970. Of a draft nobody knows it. */
  readonly at: number | undefined;
  /** The line that holds `query`, cut to what is read at a glance. */
  readonly line: string;
  /** The words for Find: all of them as they were typed where the text has them so, else the longest one. */
  readonly query: string;
}

export interface SessionMatches {
  readonly session: ListedSession;
  /** None where the title or the model holds the words, and no text does. */
  readonly matches: readonly Match[];
}

interface Search {
  /** In the order in which they are searched. */
  readonly sessions: readonly ListedSession[];
  /** Reads one; rejects where it cannot be read. */
  readonly read: (id: string) => Promise<Session>;
  readonly breathe: Breathe;
  readonly signal: AbortSignal;
  /** Hears of each session that holds the words, as soon as it was searched. */
  readonly found: (matches: SessionMatches) => void;
}

/** More of one session is found with Find in it. */
export const mostOfSession = 20;

/** Searches those first whose title or model holds the words, until the signal is aborted. Gives how many could not be read. */
export async function searchSessions(typed: string, search: Search): Promise<number> {
  const { sessions, read, breathe, signal, found } = search;
  const wanted = wordsOf(typed);
  let unread = 0;
  const isNamed = ({ title, model }: ListedSession): boolean =>
    wanted.words.every((word) => searchPattern(word).test(`${title}\n${model}`));
  const named = new Set(sessions.filter(isNamed));
  for (const session of [...named, ...sessions.filter((other) => !named.has(other))]) {
    if (signal.aborted || wanted.words.length === 0) break;
    // It was deleted meanwhile, or its file is in use: the others are searched all the same.
    const state = await read(session.id).catch(() => undefined);
    if (!state) {
      unread += 1;
      continue;
    }
    const matches = await inSlices(searchSession(state, wanted), breathe, () => signal.aborted);
    if (matches && (matches.length > 0 || named.has(session))) found({ session, matches });
  }
  return unread;
}

interface Wanted {
  /** As it was typed, with one space between words. */
  readonly phrase: string;
  /** The longest first: it is in the fewest texts. */
  readonly words: readonly string[];
}

/** The words that are typed: a text has to hold all of them, in upper or lower case. */
function wordsOf(typed: string): Wanted {
  const words = typed.split(/\s+/u).filter(Boolean);
  return { phrase: words.join(' '), words: words.toSorted((a, b) => b.length - a.length) };
}

function* searchSession(session: Session, wanted: Wanted): Work<Match[]> {
  const matches: Match[] = [];
  /** An edited conversation has copies of what follows. */
  const seen = new Set<string>();
  for (const { text, ...of } of textsOf(session)) {
    const query = seen.has(text) ? undefined : yield* queryIn(text, wanted);
    if (query === undefined) continue;
    seen.add(text);
    const { index, match } = query;
    matches.push({ ...of, query: match, line: lineAt(text, index, match.length) });
    if (matches.length >= mostOfSession) break;
  }
  return matches;
}

type Text = Omit<Match, 'line' | 'query'> & { readonly text: string };

/** The texts of a session: what is shown first, so that a copy in another branch leads nobody there. */
function* textsOf(session: Session): Generator<Text> {
  const shown = new Set(
    session.columns
      .flatMap(({ leaf }) => turnsTo(session, leaf))
      .flatMap(({ prompt, answer }) => [prompt.id, answer?.id]),
  );
  for (const isShown of [true, false]) {
    for (const node of session.nodes.values()) if (shown.has(node.id) === isShown) yield* textsIn(session, node);
  }
  const draft = { where: 'draft', nodeId: '', model: '', at: undefined } as const;
  for (const { draft: written } of session.columns) yield { ...draft, text: written.message };
}

function* textsIn(session: Session, node: SessionNode): Generator<Text> {
  const of = { nodeId: node.id, at: node.at };
  const model = node.kind === 'prompt' ? '' : node.target.model;
  yield { ...of, where: node.kind, model, text: textOf(node) };
  yield { ...of, where: 'reasoning', model, text: reasoningOf(node) };
  if (node.kind === 'answer') {
    for (const { name, input } of callsOf(node))
      yield { ...of, where: 'calls', model, text: `${name} ${indentedJson(input)}` };
    return;
  }
  for (const { name, text } of resultsOf(session, node)) {
    yield { ...of, where: 'results', model, text: `${name} ${indentedJson(text)}` };
  }
}

/** Where a text holds all words, as `Match.query` says. */
function* queryIn(text: string, { phrase, words }: Wanted): Work<FoundText | undefined> {
  let first: FoundText | undefined;
  for (const word of words) {
    const place = yield* placeIn(text, word);
    if (!place) return undefined;
    first ??= place;
  }
  return words.length > 1 ? ((yield* placeIn(text, phrase)) ?? first) : first;
}

interface FoundText {
  readonly index: number;
  readonly match: string;
}

/** Characters that are searched at a stretch: well under a millisecond. */
const windowLength = 200_000;

/** Where `query` stands first in a text, in upper or lower case. */
function* placeIn(text: string, query: string): Work<FoundText | undefined> {
  const pattern = searchPattern(query);
  for (let start = 0; start < text.length; start += windowLength) {
    pattern.lastIndex = 0;
    const found = pattern.exec(text.slice(start, start + windowLength + query.length - 1));
    if (found) return { index: start + found.index, match: found[0] };
    yield;
  }
  return undefined;
}

/** Characters before a match and behind it: a list shows one line of it, and cuts its end. */
const shownBefore = 40;
const shownLength = 200;

function lineAt(text: string, index: number, length: number): string {
  const near = text.slice(Math.max(0, index - shownBefore), index);
  const begin = near.lastIndexOf('\n') + 1;
  const end = index + length;
  const [after = ''] = text.slice(end, end + shownLength).split('\n', 1);
  const isCut = begin === 0 && near.length < index;
  return (
    (isCut ? '…' : '') + oneLine(near.slice(begin)).trimStart() + text.slice(index, end) + oneLine(after).trimEnd()
  );
}

/** Without the halves of characters that a cut leaves. */
const oneLine = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').replace(/\s+/gu, ' ');

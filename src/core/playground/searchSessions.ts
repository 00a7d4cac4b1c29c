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

// Finds the messages, answers and drafts of many sessions that contain some words. Sessions are read one after the
// other, and none is kept.

/** A text of a session that holds all words that are looked for. */
export interface Match {
  /** `draft` stands for text that is written and not sent. */
  readonly where: SearchHit['where'] | 'draft';
  /** The message or the answer; empty for a draft. */
  readonly nodeId: string;
  /** The model of an answer, where it is known. */
  readonly model: string;
  /** Milliseconds since 1970; `undefined` for a draft. */
  readonly at: number | undefined;
  /** The line that holds `query`, cut to what is read at a glance. */
  readonly line: string;
  /** The words for Find: all of them as they were typed if the text has them so, or else the longest one. */
  readonly query: string;
}

export interface SessionMatches {
  readonly session: ListedSession;
  /** Empty where only the title or the model contains the words. */
  readonly matches: readonly Match[];
}

interface Search {
  /** Sessions in the order in which they are searched. */
  readonly sessions: readonly ListedSession[];
  /** Reads a session; rejects where it cannot be read. */
  readonly read: (id: string) => Promise<Session>;
  readonly breathe: Breathe;
  readonly signal: AbortSignal;
  /** Called with each session that contains the words, as soon as it was searched. */
  readonly found: (matches: SessionMatches) => void;
}

/** The most matches of one session. Find in the session finds more. */
export const mostOfSession = 20;

/**
 * Searches sessions until the signal is aborted, first those whose title or model contains the words. Resolves to the
 * number of sessions that could not be read.
 */
export async function searchSessions(typed: string, search: Search): Promise<number> {
  const { sessions, read, breathe, signal, found } = search;
  const wanted = wordsOf(typed);
  let unread = 0;
  const isNamed = ({ title, model }: ListedSession): boolean =>
    wanted.words.every((word) => searchPattern(word).test(`${title}\n${model}`));
  const named = new Set(sessions.filter(isNamed));
  for (const session of [...named, ...sessions.filter((other) => !named.has(other))]) {
    if (signal.aborted || wanted.words.length === 0) break;
    // The session was deleted meanwhile, or its file is in use. The others are searched all the same.
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
  /** The text as it was typed, with one space between words. */
  readonly phrase: string;
  /** The words, the longest first, because it is in the fewest texts. */
  readonly words: readonly string[];
}

/** Splits a typed text into words. A text has to contain all of them, in upper or lower case. */
function wordsOf(typed: string): Wanted {
  const words = typed.split(/\s+/u).filter(Boolean);
  return { phrase: words.join(' '), words: words.toSorted((a, b) => b.length - a.length) };
}

function* searchSession(session: Session, wanted: Wanted): Work<Match[]> {
  const matches: Match[] = [];
  /** Texts that were found already. An edited conversation has copies of the turns that follow. */
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

/**
 * Yields the texts of a session. Those that are shown come first, so that they are found instead of copies in other
 * branches.
 */
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

/** Finds the place where a text contains all words, with the match that `Match.query` describes. */
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

/** Characters that are searched without a pause, in well under a millisecond. */
const windowLength = 200_000;

/** Finds the first place of `query` in a text, in upper or lower case. */
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

/** Characters that are shown before and after a match. A list shows one line of the text, and cuts its end. */
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

/** Returns a text on one line, without the halves of characters that a cut leaves. */
const oneLine = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').replace(/\s+/gu, ' ');

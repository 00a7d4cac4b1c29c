import { formatDay } from '../../base/day';
import type { Say } from '../../base/say';
import type { EndpointRecord, Surface } from '../../catalog/lifecycleTable';
import type { Evaluation } from './evaluate';
import type { FoldedId } from './fold';

/** Names of makers, which are not translated. */
const makerNames: Readonly<Record<EndpointRecord['maker'], string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  mistral: 'Mistral AI',
  xai: 'xAI',
  deepseek: 'DeepSeek',
  cohere: 'Cohere',
  meta: 'Meta',
  amazon: 'Amazon',
  alibaba: 'Alibaba',
  github: 'GitHub',
};
const hostNames: Readonly<Record<Exclude<Surface, 'maker'>, string>> = {
  azure: 'Azure',
  bedrock: 'Amazon Bedrock',
  vertex: 'Vertex AI',
};

/** Names who has published the end: the maker, or the host that has dates of its own. */
export const authorityOf = ({ dateOf, record }: Evaluation): string =>
  dateOf === 'maker' ? makerNames[record.maker] : hostNames[dateOf];

/** Ids of a list that are named in a sentence, at most. */
const mostNamed = 3;

/**
 * Writes the lines about an id in code, or the one line about all listed ids that are folded into it. Empty: it does
 * not end.
 */
export function foldedLines({ found, ending, others }: FoldedId, say: Say): string[] {
  if (!ending) return [];
  if (others.length === 0) return idLines(found.written, ending.judgement, say);
  const ids = [...new Set([found, ...others.map((other) => other.found)].map(({ written }) => written))];
  const named = ids.slice(0, mostNamed).join(', ');
  const rest = ids.length - mostNamed;
  return [
    rest > 0
      ? say('These model IDs, listed here but not called, have been or will be retired: {0} and {1} more.', named, rest)
      : say('These model IDs, listed here but not called, have been or will be retired: {0}.', named),
  ];
}

/**
 * Writes the lines about an id in code. The first one says what happens to it and when, who has published that, and
 * what to write instead. Each of the others says what else has to be changed: VS Code does not wrap the problem that F8
 * shows.
 */
export function idLines(id: string, judgement: Evaluation, say: Say): string[] {
  const [instead, ...changes] = insteadSentences(judgement, say);
  const end = endSentence(judgement.record.endpoint?.name ?? id, judgement, say);
  return [instead === undefined ? end : `${end} ${instead}`, ...changes];
}

function endSentence(id: string, judgement: Evaluation, say: Say): string {
  const { status, date, days, dateOf, isProven } = judgement;
  const by = authorityOf(judgement);
  // Where the call goes elsewhere, or nothing says where, the reader has to know whose date it is.
  const where = isProven || dateOf !== 'maker' ? by : say('{0}’s own API', by);
  if (date === undefined) return say('{0} is deprecated at {1}.', id, where);
  const day = formatDay(date);
  // Only the month is known, and no day.
  const isMonth = date.length === '2026-12'.length;
  if (status === 'retired') {
    return isMonth
      ? say('{0} was retired at {1} in {2}.', id, where, day)
      : say('{0} was retired at {1} on {2}.', id, where, day);
  }
  if (isMonth) return say('{0} retires at {1} in {2}.', id, where, day);
  return days === 1
    ? say('{0} retires at {1} tomorrow.', id, where)
    : say('{0} retires at {1} on {2}, in {3} days.', id, where, day, days ?? 0);
}

function insteadSentences({ successor, record }: Evaluation, say: Say): string[] {
  if (record.endpoint) return [record.endpoint.instead];
  if (successor === undefined) return record.change === 'none' ? [say('It has no successor.')] : [];
  const { id, dropIn, changes, retires } = successor;
  const own = retires === undefined ? [] : [ownEnd(id, retires, say)];
  if (dropIn) return [say('Use {0}: the same request works.', id), ...own];
  return [say('Its successor is {0}.', id), ...own, ...changes];
}

/** Says when the successor itself ends: the user who writes it should know that it is not for long. */
const ownEnd = (id: string, date: string, say: Say): string =>
  date.length === '2026-12'.length
    ? say('{0} itself retires in {1}.', id, formatDay(date))
    : say('{0} itself retires on {1}.', id, formatDay(date));

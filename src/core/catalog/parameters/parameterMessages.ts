import { codeSpan, escapeMarkdown } from '../../base/markdown';
import type { Say } from '../../base/say';
import type { ParameterFact } from './parameters';
import type { ParameterValue } from './parameterTable';

/** Returns sentences on how the model treats a parameter of a call, with the reason or an alternative. */
export function parameterSentences(
  { parameter, rule, model }: Pick<ParameterFact, 'parameter' | 'rule' | 'model'>,
  say: Say,
): string {
  const what = factSentence(parameter, model ?? say('The service'), rule, say);
  return [what, exceptionOf(rule, say), rule.note].filter((sentence) => sentence !== undefined).join(' ');
}

function factSentence(
  parameter: string,
  who: string,
  { does, accepts, values, min, max, with: other, needs }: ParameterFact['rule'],
  say: Say,
): string | undefined {
  if (does === 'advises') return undefined;
  if (does === 'lacks') return say('The API of this call has no {0}.', parameter);
  if (does === 'ignores') return say('{0} ignores {1}.', who, parameter);
  if (other !== undefined) return say('{0} rejects {1} together with {2}.', who, parameter, other);
  const [needed] = Object.keys(needs ?? {});
  if (needed !== undefined) return say('{0} rejects {1} without {2}.', who, parameter, needed);
  if (values) return say('{0} rejects {1} with the value {2}.', who, parameter, listed(values, say));
  if (min !== undefined && max !== undefined) return say('{0} accepts {1} from {2} to {3}.', who, parameter, min, max);
  if (min !== undefined) return say('{0} accepts {1} of {2} or more.', who, parameter, min);
  if (accepts) return say('{0} accepts only {2} for {1}.', who, parameter, listed(accepts, say));
  return say('{0} rejects {1}.', who, parameter);
}

function exceptionOf({ unless = {} }: ParameterFact['rule'], say: Say): string | undefined {
  const [exception] = Object.entries(unless);
  if (!exception) return undefined;
  const [parameter, values] = exception;
  const named = values.map((value) => (value === 'unset' ? say('not set') : value));
  return say('This does not apply where {0} is {1}.', parameter, listed(named, say));
}

const listed = (values: readonly ParameterValue[], say: Say): string =>
  values.length < 2
    ? String(values[0] ?? '')
    : say('{0} or {1}', values.slice(0, -1).join(', '), String(values.at(-1)));

/**
 * Returns the Markdown of a hover over a parameter: what is known about it for the model of its call. `undefined` where
 * nothing is known.
 */
export function parameterCard(facts: readonly ParameterFact[], say: Say): string | undefined {
  const [first] = facts;
  if (!first) return undefined;
  const title = `**${escapeMarkdown(first.parameter)}**${first.model === undefined ? '' : ` · ${codeSpan(first.model)}`}`;
  return [title, ...parameterLines(facts, say)].join('\n\n');
}

/** Returns a paragraph in Markdown for each fact, with its source. */
export const parameterLines = (facts: readonly ParameterFact[], say: Say): string[] =>
  facts.map(
    (fact) =>
      `${escapeMarkdown(parameterSentences(fact, say))} [${escapeMarkdown(fact.source.title)}](${fact.source.url})`,
  );

import { formatDay } from '../../base/day';
import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { formatCount, formatRate, formatShare } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { ModelParameter } from '../../catalog/parameters/parameters';
import { parameterSentences } from '../../catalog/parameters/parameterMessages';
import type { EncodingName } from '../../catalog/encodingName';
import type { Model } from '../../catalog/catalogTable';
import type { WordCut } from '../../tokens/shown/wordCut';
import { formatInputCost, withUnit } from '../../tokens/counting/describeCount';
import type { CountedUnit } from '../../tokens/counting/describeCount';
import type { TokenCount } from '../../tokens/counting/modelCount';

/**
 * The fact about the reader's own text or model that a definition mentions. `parameters`: ids as in data/parameters.
 */
export type LiveTopic =
  | 'window'
  | 'cut'
  | 'cost'
  | 'output'
  | 'cutoff'
  | 'cache'
  | { readonly parameters: readonly string[] };

/** Topics by the id of the term. */
const topics: Readonly<Record<string, LiveTopic>> = {
  'context-window': 'window',
  'long-context': 'window',
  token: 'cut',
  tokenizer: 'cut',
  'byte-pair-encoding': 'cut',
  vocabulary: 'cut',
  'input-tokens': 'cost',
  'pay-per-token': 'cost',
  'token-counting': 'cost',
  'max-output-tokens': 'output',
  'output-tokens': 'output',
  'knowledge-cutoff': 'cutoff',
  'prompt-caching': 'cache',
  temperature: { parameters: ['temperature'] },
  'top-p': { parameters: ['top_p'] },
  'top-k': { parameters: ['top_k'] },
  'frequency-penalty': { parameters: ['frequency_penalty'] },
  'presence-penalty': { parameters: ['presence_penalty'] },
  seed: { parameters: ['seed'] },
  'stop-sequence': { parameters: ['stop'] },
  'reasoning-effort': { parameters: ['reasoning_effort'] },
  'log-probability': { parameters: ['logprobs'] },
  'response-verbosity': { parameters: ['verbosity'] },
};

export const liveTerms: readonly string[] = Object.keys(topics);

export const liveTopic = (termId: string): LiveTopic | undefined =>
  Object.hasOwn(topics, termId) ? topics[termId] : undefined;

/** The reader's text and a model, as far as they are known yet. */
export interface LiveFacts {
  readonly model: Model;
  /**
   * Whether it is the model of the call or the prompt that contains the term, or the one that the counter counts for.
   */
  readonly modelOf: 'call' | 'prompt' | 'counter';
  readonly at: Date;
  /** The count of the whole text for that model. */
  readonly file?: TokenCount | undefined;
  /** The kind of text that is counted, which decides what the line calls it. */
  readonly unit: CountedUnit;
  readonly cut?: WordCut | undefined;
  readonly encoding?: { readonly name: EncodingName; readonly isEstimate: boolean };
  readonly parameter?: ModelParameter | undefined;
}

/**
 * Returns one line of a card, in Markdown, which says whose model it is about. `undefined`: nothing is known about this
 * text or model.
 */
export function liveLine(topic: LiveTopic, facts: LiveFacts, say: Say): string | undefined {
  // The pieces of a word depend on the encoding, which the line names.
  if (topic === 'cut') return cutLine(facts, say);
  const line = typeof topic === 'object' ? parameterLine(facts, say) : lines[topic](facts, say);
  return line && `${line} ${whoseModel(facts, say)}`;
}

const whoseModel = ({ model: { name }, modelOf }: LiveFacts, say: Say): string =>
  modelOf === 'call'
    ? say('This call uses {0}.', escapeMarkdown(name))
    : modelOf === 'prompt'
      ? say('This prompt asks {0}.', escapeMarkdown(name))
      : say('Tokens are counted for {0}.', escapeMarkdown(name));

const lines: Readonly<Record<Exclude<LiveTopic & string, 'cut'>, (facts: LiveFacts, say: Say) => string | undefined>> =
  {
    window: windowLine,
    cost: costLine,
    output: ({ model }, say) => outputLine(model, say),
    cutoff: ({ model }, say) => cutoffLine(model, say),
    cache: ({ model }, say) => cacheLine(model, say),
  };

const thisText = (unit: CountedUnit, say: Say): string => (unit === 'cell' ? say('This cell') : say('This file'));

function windowLine({ model: { name, contextWindow }, file, unit }: LiveFacts, say: Say): string | undefined {
  if (contextWindow === undefined) return undefined;
  const window = formatCount(contextWindow);
  if (!file) return say('{0} has a context window of {1} tokens.', escapeMarkdown(name), window);
  const exact = formatShare(file.tokens / contextWindow);
  // A tiny share already says "less than".
  const share = file.estimate && /^\d/.test(exact) ? `≈${exact}` : exact;
  return say(
    '{0} has {1}: {2} of the {3}-token context window of {4}.',
    ...[thisText(unit, say), withUnit(file, say), share, window, escapeMarkdown(name)],
  );
}

function cutLine({ cut, encoding }: LiveFacts, say: Say): string | undefined {
  if (!cut || !encoding || cut.pieces.length === 0) return undefined;
  const tokens = withUnit({ tokens: cut.tokens, ...(encoding.isEstimate && { estimate: {} }) }, say);
  return say('{0} is {1} in {2}.', codeSpan(cut.pieces.join('·')), tokens, escapeMarkdown(encoding.name));
}

function costLine({ model, file, unit, at }: LiveFacts, say: Say): string | undefined {
  if (!file || !model.price) return undefined;
  const cost = escapeDollar(formatInputCost(file, model, at, say));
  return say(
    '{0} has {1} and costs {2} as input to {3}.',
    ...[thisText(unit, say), withUnit(file, say), cost, escapeMarkdown(model.name)],
  );
}

const outputLine = ({ name, maxOutput }: Model, say: Say): string | undefined =>
  maxOutput === undefined
    ? undefined
    : say('{0} answers with up to {1} tokens.', escapeMarkdown(name), formatCount(maxOutput));

const cutoffLine = ({ name, knowledgeCutoff }: Model, say: Say): string | undefined =>
  knowledgeCutoff === undefined
    ? undefined
    : say('Knowledge cutoff of {0}: {1}.', escapeMarkdown(name), formatDay(knowledgeCutoff));

function cacheLine({ name, price }: Model, say: Say): string | undefined {
  if (price?.cachedInput === undefined) return undefined;
  return say(
    '{0}: a million input tokens cost {1} from the cache, and {2} otherwise.',
    ...[escapeMarkdown(name), escapeDollar(formatRate(price.cachedInput)), escapeDollar(formatRate(price.input))],
  );
}

const parameterLine = ({ model, parameter }: LiveFacts, say: Say): string | undefined =>
  parameter && escapeMarkdown(parameterSentences({ ...parameter, model: model.name }, say));

/** Escapes a dollar sign, as two of them in a line enclose a formula. */
const escapeDollar = (amount: string): string => amount.replace('$', String.raw`\$`);

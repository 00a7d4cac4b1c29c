import type { Assertion } from '../suite';

// The expectation in a cell of CSV, read as promptfoo reads it (`assertionFromString`).

/** Types of checks that a cell may begin with. */
const types = [
  ...['agent-rubric', 'answer-relevance', 'bleu', 'classifier', 'contains', 'contains-all', 'contains-any'],
  ...['contains-html', 'contains-json', 'contains-sql', 'contains-xml', 'context-faithfulness', 'context-recall'],
  ...['context-relevance', 'conversation-relevance', 'cost', 'equals', 'factuality', 'finish-reason', 'g-eval', 'gleu'],
  ...['guardrails', 'icontains', 'icontains-all', 'icontains-any', 'is-html', 'is-json', 'is-refusal', 'is-sql'],
  ...['is-valid-function-call', 'is-valid-openai-function-call', 'is-valid-openai-tools-call', 'is-xml', 'javascript'],
  ...[
    'latency',
    'levenshtein',
    'llm-rubric',
    'meteor',
    'model-graded-closedqa',
    'model-graded-factuality',
    'moderation',
  ],
  ...['perplexity', 'perplexity-score', 'pi', 'python', 'regex', 'rouge-n', 'ruby', 'search-rubric', 'similar'],
  ...['similar:cosine', 'similar:dot', 'similar:euclidean', 'skill-used', 'starts-with', 'tool-call-f1'],
  ...['trace-error-spans', 'trace-span-count', 'trace-span-duration', 'trajectory:goal-success'],
  ...['trajectory:step-count', 'trajectory:tool-args-match', 'trajectory:tool-sequence', 'trajectory:tool-used'],
  ...['webhook', 'word-count'],
];

const typed = new RegExp(`^(not-)?(${types.join('|')})(?:\\((\\d+(?:\\.\\d+)?)\\))?(?::([\\s\\S]*))?$`);

/** Types that have a threshold even where none is written. */
const withThreshold = new Set([
  ...[
    'answer-relevance',
    'classifier',
    'context-faithfulness',
    'context-recall',
    'context-relevance',
    'cost',
    'latency',
  ],
  ...['levenshtein', 'perplexity-score', 'perplexity', 'rouge-n', 'similar', 'starts-with'],
]);
const usualThreshold = 0.75;
const usualSimilarity = 0.8;

const programs: readonly (readonly [prefix: RegExp, type: string])[] = [
  [/^(?:javascript:|fn:|eval:)/, 'javascript'],
  [/^(?=file:\/\/.*\.[cm]?[jt]sx?$)/i, 'javascript'],
  [/^(?:grade:|llm-rubric:)/, 'llm-rubric'],
  [/^python:/, 'python'],
  [/^(?=file:\/\/.*\.py(?::|$))/, 'python'],
];

export function assertionOf(expected: string): Assertion {
  const program = programs.find(([prefix]) => prefix.test(expected));
  if (program) {
    const [prefix, type] = program;
    const value = expected.replace(prefix, '');
    return { type, value: type === 'llm-rubric' ? value : value.trim() };
  }
  const [, not = '', type, threshold, value] = typed.exec(expected) ?? [];
  if (type === undefined) return { type: 'equals', value: expected };
  const named = `${not}${type}`;
  if (/^i?contains-(?:all|any)$/.test(type)) return { type: named, ...(value && { value: listOf(value) }) };
  if (type === 'contains-json' || type === 'is-json') return { type: named, ...(value !== undefined && { value }) };
  return {
    type: named,
    ...(value !== undefined && { value: value.trim() }),
    ...(withThreshold.has(type) && {
      threshold: numberOf(threshold) ?? (type === 'similar' ? usualSimilarity : usualThreshold),
    }),
  };
}

/** Returns the number that a whole text is; `undefined` where it is none. */
export function numberOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined;
}

/** Returns the values between commas. One in quotes may have commas, and quotes that are doubled or after a backslash. */
function listOf(text: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (/[\s,]/.test(text.charAt(at))) continue;
    if (text[at] !== '"') {
      const end = text.indexOf(',', at);
      values.push(text.slice(at, end < 0 ? undefined : end).trim());
      at = end < 0 ? text.length : end;
      continue;
    }
    let value = '';
    for (at++; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at++) {
      if (text[at] === '"' || (text[at] === '\\' && /["\\]/.test(text[at + 1] ?? ''))) at++;
      value += text.charAt(at);
    }
    values.push(value);
  }
  return values;
}

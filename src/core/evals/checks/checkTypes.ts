import { judgedType } from '../suite/judgedTypes';

// The types of promptfoo 0.123.1 that are not made here, and why:
// https://www.promptfoo.dev/docs/configuration/expected-outputs.

/** Reason of a check that needs the opinion of a model, as none can be asked here. */
const judge = 'needs a model as judge';
const steps = 'needs a judge that is asked in several steps';
const code = 'runs code of the config';
const embedding = 'needs a model that embeds texts';
const trace = 'needs the trace of an agent';
const service = 'asks a service';
const several = 'compares the answers of several prompts with each other';

/** Reasons by type, without `not-`. */
const leftOut: Readonly<Record<string, string>> = {
  'agent-rubric': 'needs an agent as judge',
  'answer-relevance': embedding,
  'context-faithfulness': steps,
  'context-recall': 'needs a judge of what was retrieved',
  'context-relevance': 'needs a judge of what was retrieved',
  'conversation-relevance': steps,
  'g-eval': steps,
  'search-rubric': 'needs a judge that searches the web',
  'select-best': several,
  'trajectory:goal-success': trace,
  javascript: code,
  python: code,
  ruby: code,
  webhook: service,
  classifier: service,
  moderation: service,
  pi: service,
  similar: embedding,
  'similar:cosine': embedding,
  'similar:dot': embedding,
  'similar:euclidean': embedding,
  'max-score': several,
  'trace-error-spans': trace,
  'trace-span-count': trace,
  'trace-span-duration': trace,
  'trajectory:step-count': trace,
  'trajectory:tool-args-match': trace,
  'trajectory:tool-sequence': trace,
  'trajectory:tool-used': trace,
  'skill-used': 'needs the record of which skills an agent used',
  guardrails: 'needs the verdict of guardrails of a provider, which is not kept',
  human: 'needs the verdict of a person',
  'assert-set': 'is several checks, and no single one',
  'is-sql': 'needs a parser of SQL',
  'contains-sql': 'needs a parser of SQL',
  meteor: 'needs a dictionary of synonyms',
};

export const leftOutTypes: readonly string[] = Object.keys(leftOut);

/** The type without `not-`. */
export const baseType = (type: string): string => (isInverse(type) ? type.slice(4) : type);
export const isInverse = (type: string): boolean => type.startsWith('not-');

/** Returns why a check of this type is not made. The type is none of those that are. */
export const whyLeftOut = (type: string): string =>
  reasonOf(type) ?? (judgedType(type) === undefined ? 'is not known here' : judge);

/** Whether a type is one of promptfoo's that are not made here. */
export const isLeftOut = (type: string): boolean => reasonOf(type) !== undefined;

function reasonOf(type: string): string | undefined {
  const base = baseType(type);
  if (base.startsWith('promptfoo:redteam:')) return 'belongs to an attack, and needs a model as judge';
  return Object.hasOwn(leftOut, base) ? leftOut[base] : undefined;
}

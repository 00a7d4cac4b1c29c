import { isRecord, parseJson } from '../base/json';
import type { Say } from '../base/say';
import type { CheckedAnswer } from './schemaCheck';
import { schemaProblems } from './schemaProblems';
import type { SchemaProblem } from './schemaProblems';
import type { SchemaSupport } from './schemaSupport';
import { checkWords, misfitWords, problemWords } from './schemaWords';

// What is to be known of a schema before it is sent, and of an answer to one, in a few lines.

/** Lines that are shown. */
const maxLines = 5;

export interface SchemaNotes {
  /** The worst first. */
  readonly lines: readonly { readonly severity: SchemaProblem['severity']; readonly text: string }[];
  /** Something can be done about them. */
  readonly canMend: boolean;
}

const order: readonly SchemaProblem['severity'][] = ['refused', 'ignored', 'unknown'];

/** What a provider is known to do with the text of a schema, where that can be read. */
export function schemaNotes(text: string, support: SchemaSupport | undefined, say: Say): SchemaNotes {
  const schema = parseJson(text);
  if (!isRecord(schema)) return { lines: [], canMend: false };
  if (!support) {
    return {
      lines: [{ severity: 'unknown', text: say('It is not known what this provider does with a schema.') }],
      canMend: false,
    };
  }
  if (support.takes === 'routes') {
    const text = say('{0} passes the schema on: what is done with it depends on who answers.', support.name);
    return { lines: [{ severity: 'unknown', text }], canMend: false };
  }
  const problems = schemaProblems(schema, support);
  const known = problems.filter(({ severity }) => severity !== 'unknown');
  const lines = order.flatMap((severity) =>
    known
      .filter((problem) => problem.severity === severity)
      .map((problem) => ({ severity, text: placed(problem.path, problemWords(problem, support.name, say), say) })),
  );
  const unknown = unknownWords(problems, support, say);
  const all = unknown === undefined ? lines : [...lines, { severity: 'unknown' as const, text: unknown }];
  const more = all.length - maxLines;
  const shown =
    more <= 0 ? all : [...all.slice(0, maxLines), { severity: 'ignored' as const, text: say('{0} more', more) }];
  return { lines: shown, canMend: known.some(({ severity, fix }) => severity === 'refused' && fix !== undefined) };
}

/** The keywords of which nothing is known, in one sentence. */
export function unknownWords(
  problems: readonly SchemaProblem[],
  { name }: SchemaSupport,
  say: Say,
): string | undefined {
  const keywords = problems.flatMap((problem) =>
    problem.kind === 'keyword' && problem.severity === 'unknown' ? [`"${problem.keyword.slice(0, 40)}"`] : [],
  );
  const named = [...new Set(keywords)].slice(0, 10);
  return named.length === 0 ? undefined : say('It is not known what {0} does with {1}.', name, named.join(', '));
}

const placed = (path: SchemaProblem['path'], words: string, say: Say): string =>
  path.length === 0 ? words : say('{0}: {1}', `/${path.join('/')}`.slice(0, 200), words);

/** How an answer was checked, for a page. */
export interface AnswerNotes {
  readonly fits: 'yes' | 'no' | 'unknown';
  readonly text: string;
  /** Where it does not fit, and how. */
  readonly places: readonly string[];
}

export function answerNotes(checked: CheckedAnswer, say: Say): AnswerNotes {
  const text = checkWords(checked, say).slice(0, 1_000);
  switch (checked.state) {
    case 'fits':
    case 'misfits': {
      const { misfits, hints, more } = checked;
      const places = [...misfits, ...hints].map((misfit) => misfitWords(misfit, say).slice(0, 1_000));
      const shown = more === 0 ? places : [...places, say('{0} more', more)];
      return { fits: checked.state === 'fits' ? 'yes' : 'no', text, places: shown };
    }
    case 'no-json':
      return { fits: 'no', text, places: [] };
    case 'remote':
    case 'unknown-draft':
    case 'bad-schema':
    case 'too-deep':
    case 'too-long':
    case 'slow':
      return { fits: 'unknown', text, places: [] };
  }
}

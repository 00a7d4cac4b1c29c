import { isRecord, parseJson } from '../base/json';
import type { Say } from '../base/say';
import type { CheckedAnswer } from './schemaCheck';
import { schemaProblems } from './schemaProblems';
import type { SchemaProblem } from './schemaProblems';
import type { SchemaSupport } from './schemaSupport';
import { checkWords, misfitWords, problemWords } from './schemaWords';

// Notes about a schema before it is sent, and about an answer to one, in a few lines.

/** The most lines that are shown. */
const maxLines = 5;

export interface SchemaNotes {
  /** The lines, the worst first. */
  readonly lines: readonly { readonly severity: SchemaProblem['severity']; readonly text: string }[];
  /** Whether some of the problems can be fixed. */
  readonly canMend: boolean;
}

const order: readonly SchemaProblem['severity'][] = ['refused', 'ignored', 'unknown'];

/** A line on what is known of a schema. `pointer` leads to its place (RFC 6901), and is empty for all of the schema. */
interface SchemaLine {
  readonly severity: SchemaProblem['severity'];
  readonly pointer: string;
  readonly text: string;
  readonly canMend: boolean;
}

/**
 * Lists the known effects of a provider on a schema, the worst first.
 * The last line names, in one sentence, the keywords about which nothing is known.
 */
export function schemaLines(
  schema: Readonly<Record<string, unknown>>,
  support: SchemaSupport,
  say: Say,
): readonly SchemaLine[] {
  const unplaced = (text: string): SchemaLine => ({ severity: 'unknown', pointer: '', text, canMend: false });
  if (support.takes === 'routes') {
    return [unplaced(say('{0} passes the schema on: what is done with it depends on who answers.', support.name))];
  }
  const problems = schemaProblems(schema, support);
  const known = problems.filter(({ severity }) => severity !== 'unknown');
  const lines = known.map((problem): SchemaLine => {
    const { severity, path, fix } = problem;
    const canMend = severity === 'refused' && fix !== undefined;
    return { severity, pointer: pointerOf(path), text: problemWords(problem, support.name, say), canMend };
  });
  const unknown = unknownWords(problems, support, say);
  return [
    ...order.flatMap((severity) => lines.filter((line) => line.severity === severity)),
    ...(unknown === undefined ? [] : [unplaced(unknown)]),
  ];
}

const pointerOf = (path: SchemaProblem['path']): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Makes the notes about the text of a schema, for a page. There are none if the text cannot be read. */
export function schemaNotes(text: string, support: SchemaSupport | undefined, say: Say): SchemaNotes {
  const schema = parseJson(text);
  if (!isRecord(schema)) return { lines: [], canMend: false };
  if (!support) {
    return {
      lines: [{ severity: 'unknown', text: say('It is not known what this provider does with a schema.') }],
      canMend: false,
    };
  }
  const all = schemaLines(schema, support, say);
  const shown = all.slice(0, maxLines).map(({ severity, pointer, text: words }) => ({
    severity,
    text: pointer === '' ? words : say('{0}: {1}', pointer.slice(0, 200), words),
  }));
  const more = all.length - maxLines;
  return {
    lines: more <= 0 ? shown : [...shown, { severity: 'ignored', text: say('{0} more', more) }],
    canMend: all.some(({ canMend }) => canMend),
  };
}

/** Names the keywords about which nothing is known, in one sentence. */
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

/** The result of checking an answer, for a page. */
export interface AnswerNotes {
  readonly fits: 'yes' | 'no' | 'unknown';
  readonly text: string;
  /** The places where the answer does not fit, and how. */
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

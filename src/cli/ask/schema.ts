import type { OutputSchema } from '../../core/chat/messages/chatTypes';
import { maxSchemaLength, readOutputSchema } from '../../core/chat/parameters/outputSchema';
import { formatCount } from '../../core/base/numbers';
import type { CheckedAnswer } from '../../core/schema/schemaCheck';
import { SchemaChecker } from '../../core/schema/schemaChecker';
import { schemaLines } from '../../core/schema/schemaNotes';
import type { SchemaSupport } from '../../core/schema/schemaSupport';
import { checkWords, misfitWords } from '../../core/schema/schemaWords';
import { host } from '../../host/node/host';
import { InputError, askExitCodes, inOneLine } from '../shared/commandLine';
import type { Caller, Console } from '../shared/commandLine';
import { readExactText } from './askInputs';
import type { AskExit } from './askReport';
import { sayHere } from '../shared/sayHere';

/** The schema of an answer, as read from its file. */
export interface ReadSchema {
  readonly file: string;
  readonly text: string;
  readonly output: OutputSchema;
}

/** @throws InputError */
export async function readSchema(file: string, console: Console): Promise<ReadSchema> {
  const text = await readExactText(file, console);
  const read = readOutputSchema(text);
  if ('schema' in read && read.schema) return { file, text, output: read.schema };
  throw new InputError(`Cannot read ${file}: ${'problem' in read ? reasonOf(read.problem) : 'it is empty'}.`);
}

function reasonOf(problem: Extract<ReturnType<typeof readOutputSchema>, { problem: unknown }>['problem']): string {
  switch (problem.kind) {
    case 'syntax':
      return `it is not JSON from line ${problem.line}, column ${problem.column} on`;
    case 'form':
      return 'it is no JSON Schema: that is an object';
    case 'size':
      return `it has more than ${formatCount(maxSchemaLength)} characters`;
  }
}

/** Whether the check decided if the answer fits. All other states leave that open. */
const isSaid = ({ state }: CheckedAnswer): boolean => ['fits', 'misfits', 'no-json'].includes(state);

/** Whether the schema is at fault, so that no answer can ever be checked against it. */
const isUnsound = ({ state }: CheckedAnswer): boolean =>
  ['bad-schema', 'remote', 'unknown-draft', 'too-deep'].includes(state);

/** Milliseconds for one check. No window freezes meanwhile, so a busy machine may take its time. */
const maxMs = 3_000;

/**
 * Checks answers against a schema in one thread, which is ended when it takes too long. The caller has to dispose of
 * the checker, as it keeps the program alive.
 */
export function checkerOf({ script }: Caller): SchemaChecker {
  const log = { error: () => undefined }; // Errors are thrown as well.
  return new SchemaChecker({ host, script: script('worker/schemaWorker.js'), maxMs, log });
}

/** Tries a schema before anything is sent, as an unreadable schema checks nothing. @throws InputError */
export async function refuseUnsound({ file, text }: ReadSchema, checker: SchemaChecker): Promise<void> {
  const tried = await checker.check(text, 'null');
  if (isUnsound(tried)) throw new InputError(`Cannot use ${file}: ${checkWords(tried, sayHere)}`);
}

/** The most notes that are printed. A schema of hundreds of keywords would repeat the same ones. */
const maxNotes = 20;

/**
 * Lists the known effects of a provider on a schema, each at its place in it. The schema is sent all the same, as the list may
 * be old.
 */
export const schemaNotes = ({ file, output: { schema } }: ReadSchema, support: SchemaSupport | undefined): string[] =>
  (support ? schemaLines(schema, support, sayHere) : [])
    .slice(0, maxNotes)
    .map(({ pointer, text }) => `${file}#${pointer}: ${text}`);

/** Checks a complete answer against the schema that it has to fit, and returns the outcome for the caller. */
export async function endedBySchema({ text }: ReadSchema, answer: string, checker: SchemaChecker): Promise<AskExit> {
  const checked = await checker.check(text, answer);
  const isJson = 'isFenced' in checked && !checked.isFenced;
  if (checked.state === 'fits' && isJson) return { error: null, code: askExitCodes.done };
  const words =
    checked.state === 'fits'
      ? 'The answer is no JSON, but a block of code with JSON, which fits the schema.'
      : checkWords(checked, sayHere);
  if (checked.state !== 'misfits') {
    const code = isSaid(checked) ? askExitCodes.findings : askExitCodes.failure;
    return { error: { code: 'schema', message: words, problems: [] }, code };
  }
  const problems = checked.misfits.map((misfit) => ({
    path: misfit.pointer,
    message: inOneLine(misfitWords(misfit, sayHere)),
  }));
  const message = [words, ...problems.map((each) => `${each.message}.`)].join(' ');
  return { error: { code: 'schema', message, problems }, code: askExitCodes.findings };
}

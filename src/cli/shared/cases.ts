import { InputError } from './commandLine';
import type { Console } from './commandLine';
import { parseJsonInput, readInput, standardInput } from './inputs';

/** The error of one case. The other cases are answered all the same. */
export class CaseError extends Error {
  override readonly name = 'CaseError';

  constructor(
    /** Code in kebab case, which is a public contract. */
    readonly code: string,
    message: string,
    /** Line and column, counted from 1. */
    readonly place?: { readonly line: number; readonly column: number },
  ) {
    super(message);
  }
}

/**
 * Answers the cases of `--cases FILE|-`, a JSON array. Prints an array of the same length and order, with
 * `{error: {code, message, line?, column?}}` in place of a bad case.
 * @throws InputError
 */
export async function answerCases(
  file: string,
  console: Console,
  answer: (each: unknown) => Promise<object> | object,
): Promise<void> {
  const { text } = await readInput(file, console);
  const name = file === standardInput ? 'Standard input' : file;
  const cases = parseJsonInput(text, name);
  if (!Array.isArray(cases)) throw new InputError(`${name} is not a JSON array of cases.`);
  const answers: string[] = [];
  for (const each of cases as unknown[]) answers.push(await answered(each, answer));
  console.print(`[${answers.join(',')}]`);
}

async function answered(each: unknown, answer: (each: unknown) => Promise<object> | object): Promise<string> {
  try {
    return JSON.stringify(await answer(each));
  } catch (error) {
    // A case that is nested too deep needs more of the stack than there is.
    const own = error instanceof RangeError ? new CaseError('too-deep', 'The case is nested too deep.') : error;
    if (!(own instanceof CaseError)) throw own;
    return JSON.stringify({ error: { code: own.code, message: own.message, ...own.place } });
  }
}

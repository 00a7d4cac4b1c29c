import { InputError } from './commandLine';
import type { Console } from './commandLine';
import { parseJsonInput, readInput, standardInput } from './inputs';

/** Says what is wrong with one case; the others are answered all the same. */
export class CaseError extends Error {
  override readonly name = 'CaseError';

  constructor(
    /** In kebab case: a promise. */
    readonly code: string,
    message: string,
    /** From 1. */
    readonly place?: { readonly line: number; readonly column: number },
  ) {
    super(message);
  }
}

/**
 * Answers the cases of `--cases FILE|-`, a JSON array: prints an array of the same length and order, with
 * `{error: {code, message, line?, column?}}` in the place of a bad one. @throws InputError
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

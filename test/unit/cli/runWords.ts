import type { FieldGuide } from '../../../src/core/fieldGuide';

/** Runs the command line with those words in this process. Loaded with the first run, as its commands are. */
export async function runWords(
  guide: FieldGuide,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const [output, errors]: [string[], string[]] = [[], []];
  const { run } = await import('../../../src/cli/run');
  const code = await run([...words], {
    console: {
      readStandardInput: () => Promise.reject(new Error('not asked for')),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide,
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

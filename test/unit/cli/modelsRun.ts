import { catalog as catalogTable } from '../../../generated/catalog';
import { hostIds } from '../../../generated/hostIds';
import { lifecycle as lifecycleTable } from '../../../generated/lifecycle';
import { run } from '../../../src/cli/run';
import { guideWith } from '../../support/fieldGuides';

/** Runs `models` with those arguments on a day. */
export async function models(
  args: string[],
  { day = '2026-11-25', lifecycle = () => Promise.resolve(lifecycleTable) } = {},
) {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(['models', ...args], {
    console: {
      readStandardInput: () => Promise.reject(new Error('not asked for')),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide: guideWith({
      files: { catalog: () => Promise.resolve(catalogTable), lifecycle, hostIds: () => Promise.resolve(hostIds) },
      day,
    }),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

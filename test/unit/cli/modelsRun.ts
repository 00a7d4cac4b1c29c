import { catalog as catalogTable } from '../../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../../generated/lifecycle';
import { run } from '../../../src/cli/run';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../src/core/catalog/lifecycle';
import { engine } from '../../support/engines';

/** Runs `models` with those arguments on a day. */
export async function models(
  args: string[],
  { day = '2026-11-25', lifecycle = () => Promise.resolve(createLifecycle(lifecycleTable)) } = {},
) {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(['models', ...args], {
    console: {
      readStandardInput: () => Promise.reject(new Error('not asked for')),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    catalog: createCatalog(catalogTable, () => day),
    lifecycle,
    glossary: () => Promise.reject(new Error('not asked for')),
    loadEncoding: (name) => Promise.resolve(engine(name)),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

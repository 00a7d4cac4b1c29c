import { catalog as catalogTable } from '../../../../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../../../../generated/lifecycle';
import { parameters as parameterTable } from '../../../../../generated/parameters';
import { createParameters } from '../../../../../src/core/catalog/parameters/parameters';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { createModelNames } from '../../../../../src/core/catalog/names/modelNames';
import { testDay } from '../../../../support/models';
import { calls } from './read';

export const names = createModelNames(createCatalog(catalogTable, testDay), createLifecycle(lifecycleTable));
export const parameters = createParameters(parameterTable);

/** `does parameter` of all that is known, in the order of the code. */
export async function factsIn(languageId: string, text: string): Promise<string[]> {
  const found = (await calls(languageId, text)).flatMap((call) => parameters.factsOf(call, names));
  return found.map(({ parameter, rule }) => `${rule.does} ${parameter}`);
}

/** A client of OpenAI, before a call of it in TypeScript. */
export const openai = 'const client = new OpenAI();\n';

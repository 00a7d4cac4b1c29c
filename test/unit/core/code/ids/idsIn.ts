import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { hostIds } from '../../../../../generated/hostIds';
import { lifecycle as lifecycleTable } from '../../../../../generated/lifecycle';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { defaultIdConfig } from '../../../../../src/core/code/ids/config/idConfig';
import { judgeIds } from '../../../../../src/core/code/ids/evaluate';
import { findModelIds } from '../../../../../src/core/code/ids/findIds';
import type { FoundId } from '../../../../../src/core/code/ids/findIds';
import { createModelNames } from '../../../../../src/core/catalog/names/modelNames';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { testDay } from '../../../../support/models';

export const catalog = createCatalog(catalogTable, testDay);
export const lifecycle = createLifecycle(lifecycleTable);
/** Names that the product knows on the day of the tests. */
export const names = createModelNames(catalog, lifecycle);

/** The ids in a text, each held against what stands at its place. */
export async function idsIn(languageId: string, text: string): Promise<FoundId[]> {
  const lines = text.split('\n');
  const ids = await findModelIds(regionText(text, languageId), names, () => undefined);
  assert.ok(ids);
  for (const { start, end, line, column, written } of ids) {
    assert.equal(text.slice(start, end), written);
    assert.equal(lines[line]?.slice(column, column + written.length), written);
  }
  return ids;
}

/** Returns the severity that the last id of a text is reported with. `undefined`: it is not reported. */
export async function verdictOn(languageId: string, text: string): Promise<string | undefined> {
  const rules = { lifecycle, hostIds, today: testDay(), config: defaultIdConfig, within: 0 };
  const judged = await judgeIds(await idsIn(languageId, text), rules, () => undefined);
  return judged.at(-1)?.ending?.severity;
}

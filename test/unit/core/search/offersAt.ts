import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { hostIds } from '../../../../generated/hostIds';
import { lifecycle as ends } from '../../../../generated/lifecycle';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../src/core/catalog/lifecycle';
import { regionText } from '../../../../src/core/text/regions/regionText';
import { createModelNames } from '../../../../src/core/catalog/names/modelNames';
import { modelCompletions } from '../../../../src/core/code/completion/modelCompletions';
import type { ModelCompletion, CompletionTables } from '../../../../src/core/code/completion/modelCompletions';
import { completionPlace } from '../../../../src/core/code/completion/completionPlace';
import type { CompletionPlace } from '../../../../src/core/code/completion/completionPlace';

export function offerTables(day: string): CompletionTables {
  const catalog = createCatalog(table, () => day);
  const lifecycle = createLifecycle(ends);
  return { catalog, lifecycle, names: createModelNames(catalog, lifecycle), hostIds };
}

export const today = '2026-11-27';
const tables = offerTables(today);

/** The place at the mark `|` of a text. */
export function placeAt(languageId: string, marked: string): Promise<CompletionPlace | undefined> {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'no mark');
  return completionPlace(regionText(marked.slice(0, offset) + marked.slice(offset + 1), languageId), offset);
}

/** Returns the models offered at the mark `|` of a text. Empty where none are offered. */
export async function offersAt(languageId: string, marked: string, of = tables): Promise<ModelCompletion[]> {
  const place = await placeAt(languageId, marked);
  return place ? modelCompletions(place, of, () => undefined) : [];
}

import path from 'node:path';
import type { CatalogTable, Family, ModelEntry, Tokenizer } from '../../src/core/catalog/catalogTable';
import { checkPrices } from './checkPrices';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, byId, checkSource, eachEntry, uniqueIds } from './eachEntry';

/**
 * Checks families, models and tokenizers against each other.
 * @returns them in the order in which they are shown, which their fields say, not their place in a file. @throws DataError
 */
export function checkCatalog(families: DataFile, models: readonly DataFile[], tokenizers: DataFile): CatalogTable {
  const familyIds = uniqueIds(families);
  const tokenizerIds = uniqueIds(tokenizers);
  const modelIds = new UniqueNames();
  const all: ModelEntry[] = [];
  eachEntry(models, (value, file, index) => {
    const model = value as ModelEntry;
    // Looking a model up ignores case.
    modelIds.add(model.id, 'the model id', file, [index, 'id'], model.id.toLowerCase());
    model.aliases?.forEach((alias, number) =>
      modelIds.add(alias, 'the model id', file, [index, 'aliases', number], alias.toLowerCase()),
    );
    checkFamily(model, file, index, familyIds);
    if (!tokenizerIds.has(model.tokenizer)) {
      const hint = didYouMean(model.tokenizer, tokenizerIds.names());
      file.fail([index, 'tokenizer'], `there is no tokenizer "${model.tokenizer}" in data/tokenizers.yml${hint}`);
    }
    checkLicence(model, file, index);
    checkNumbers(model, file, index);
    checkSources(model, file, index);
    all.push(model);
  });
  checkOrder(families);
  checkPages(families);
  checkRepresentatives(families, models);
  return {
    families: (families.entries as Family[]).toSorted((a, b) => a.order - b.order),
    models: all.sort(byId),
    tokenizers: (tokenizers.entries as Tokenizer[]).toSorted(byId),
  };
}

function checkFamily({ family }: ModelEntry, file: DataFile, index: number, known: UniqueNames): void {
  const at = [index, 'family'];
  if (!known.has(family)) {
    file.fail(at, `there is no family "${family}" in data/families.yml${didYouMean(family, known.names())}`);
  }
  const own = path.basename(file.name, '.yml');
  if (own !== family) file.fail(at, `models of the family "${family}" stand in data/models/${family}.yml`);
}

/** Open weights are worth what their licence allows; who asks for a closed model has a contract instead. */
function checkLicence({ openness, licence }: ModelEntry, file: DataFile, index: number): void {
  const at = [index, 'licence'];
  if (openness === 'closed') {
    if (licence) file.fail(at, 'a closed model has no licence of its weights: leave it out');
    return;
  }
  if (!licence) file.fail([index, 'openness'], 'its weights are open: say their licence (name, url, commercialUse)');
  if (licence.commercialUse !== 'yes' && licence.note === undefined) {
    file.fail(at, `commercialUse is "${licence.commercialUse}": say in a note what it depends on`);
  }
}

function checkNumbers(model: ModelEntry, file: DataFile, index: number): void {
  const { contextWindow, maxOutput, price } = model;
  if (contextWindow !== undefined && maxOutput !== undefined && maxOutput > contextWindow) {
    file.fail([index, 'maxOutput'], `maxOutput is ${maxOutput}, more than the contextWindow of ${contextWindow}`);
  }
  if (price !== undefined) checkPrices(model, price, file, [index, 'price']);
}

function checkOrder(families: DataFile): void {
  const places = new UniqueNames();
  eachEntry([families], (value, file, index) => {
    const { order } = value as Family;
    places.add(String(order), 'the order', file, [index, 'order']);
  });
}

/** Each family has one model that stands for it: a row of the tooltip, and the first choice for a new provider. */
function checkRepresentatives(families: DataFile, models: readonly DataFile[]): void {
  const found = new Map<string, string>();
  eachEntry(models, (value, file, index) => {
    const { family, representative, status } = value as ModelEntry;
    if (!representative) return;
    const at = [index, 'representative'];
    if (status !== 'current' && status !== 'preview') {
      file.fail(at, `a model that is ${status} cannot stand for its family: choose one that is current or preview`);
    }
    const first = found.get(family);
    if (first !== undefined) file.fail(at, `the family "${family}" has a representative already, in ${first}`);
    found.set(family, file.place(at));
  });
  eachEntry([families], (value, file, index) => {
    const { id } = value as Family;
    if (found.has(id)) return;
    const help = `give one model in data/models/${id}.yml the line "representative: true"`;
    file.fail([index, 'id'], `no model stands for the family "${id}": ${help}`);
  });
}

function checkSources({ sources, licence, prefill }: ModelEntry, file: DataFile, index: number): void {
  if (prefill !== undefined && sources.every(({ id }) => id !== prefill)) {
    file.fail([index, 'prefill'], `"${prefill}" is not one of the model's sources`);
  }
  sources.forEach(({ url }, number) => checkSource(url, file, [index, 'sources', number, 'url']));
  if (licence) checkSource(licence.url, file, [index, 'licence', 'url']);
}

function checkPages(families: DataFile): void {
  eachEntry([families], (value, file, index) => {
    const { makerUrl, source } = value as Family;
    checkSource(makerUrl, file, [index, 'makerUrl']);
    checkSource(source.url, file, [index, 'source', 'url']);
  });
}

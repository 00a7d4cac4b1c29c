import { parentPort } from 'node:worker_threads';
import { systemClock } from '../core/base/day';
import { OneByOne } from '../core/base/oneByOne';
import type { Begun } from '../core/base/rpc/workerClient';
import { createCatalog } from '../core/catalog/catalog';
import { createLifecycle } from '../core/catalog/lifecycle';
import type { CatalogReply, CatalogRequest } from '../core/catalog/live/liveCatalog';
import { createModelNames } from '../core/catalog/names/modelNames';
import type { ModelNames } from '../core/catalog/names/modelNames';
import { findIdsInFile } from '../core/code/ids/fileIds';
import { toPlaced } from '../core/code/ids/worker/idProtocol';
import type { IdReply, IdRequest } from '../core/code/ids/worker/idProtocol';
import { FileText } from '../core/files/fileText';
import type { TermReply, TermRequest, TermTablesRequest } from '../core/glossary/index/termProtocol';
import type { GlossaryReply, GlossaryRequest } from '../core/glossary/workspace/glossaryProtocol';
import { collectGarbageWhenQuiet } from './collectGarbage';

// Reads texts of strangers: files that are not open in an editor, YAML, megabytes of JSON. It reads them one after the
// other, so that the client knows which of them takes too long.

type Request = IdRequest | GlossaryRequest | TermRequest | TermTablesRequest | CatalogRequest;
type Reply = IdReply | GlossaryReply | TermReply | CatalogReply;

let names: ModelNames | undefined;

async function findIds({ id, file, languageId }: IdRequest & { kind: 'findIds' }): Promise<IdReply> {
  if (!names) return { kind: 'needsTables', id };
  const text = typeof file === 'string' ? file : FileText.of(file)?.text();
  const found = text === undefined ? undefined : await findIdsInFile({ text, languageId }, names, () => undefined);
  return { kind: 'ids', id, found: found && toPlaced(found) };
}

async function answer(request: Request): Promise<Reply> {
  const { id } = request;
  switch (request.kind) {
    case 'idTables': {
      const { catalog, lifecycle } = request.tables;
      names = createModelNames(createCatalog(catalog, systemClock), createLifecycle(lifecycle));
      return { kind: 'ready', id };
    }
    case 'findIds':
      return findIds(request);
    case 'termTables': {
      const { takeTerms } = await import('./findTerms');
      return takeTerms(request);
    }
    case 'findTerms': {
      const { findTerms } = await import('./findTerms');
      return findTerms(request);
    }
    case 'parseConfig': {
      const { parseIdConfig } = await import('../core/code/ids/config/parseIdConfig');
      return { kind: 'parsed', id, parsed: parseIdConfig(request.text) };
    }
    case 'ignoreId': {
      const { withIgnoredId } = await import('../core/code/ids/config/editIdConfig');
      return { kind: 'written', id, text: withIgnoredId(request.text, request.ignored) };
    }
    case 'parseGlossary': {
      const { parseGlossary } = await import('../core/glossary/workspace/parseGlossary');
      return { kind: 'glossary', id, parsed: parseGlossary(request.text) };
    }
    case 'addTerm': {
      const { withTerm } = await import('../core/glossary/workspace/withTerm');
      return { kind: 'withTerm', id, added: withTerm(request.text, request.term) };
    }
    case 'readCatalog': {
      const { readModelsDev } = await import('../core/catalog/live/liveCatalog');
      return { kind: 'catalog', id, reading: readModelsDev(new TextDecoder().decode(request.bytes)) };
    }
  }
}

const post = (message: Reply | Begun): void => parentPort?.postMessage(message);

async function work(request: Request): Promise<void> {
  const { kind, id } = request;
  // Our own tables may take their time.
  if (kind !== 'idTables' && kind !== 'termTables') post({ kind: 'begun', id });
  try {
    post(await answer(request));
  } catch (error) {
    post({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  }
  collectGarbageWhenQuiet();
}

const works = new OneByOne();
parentPort?.on('message', (request: Request) => void works.run(() => work(request)));

import { parentPort, workerData } from 'node:worker_threads';
import { systemDay } from '../core/base/day';
import { createCatalog } from '../core/catalog/catalog';
import { createLifecycle } from '../core/catalog/lifecycle';
import type { GlossaryReply, GlossaryRequest } from '../core/glossary/workspace/glossaryProtocol';
import { findIdsInFile } from '../core/code/ids/fileIds';
import { createModelNames } from '../core/catalog/names/modelNames';
import { toPlaced } from '../core/code/ids/worker/idProtocol';
import type { IdReply, IdRequest, IdWorkerData } from '../core/code/ids/worker/idProtocol';
import { FileText } from '../core/files/fileText';

// Files that nobody has open are scanned here, and YAML is read, of which a bad one takes a second.

const { catalog, lifecycle } = workerData as IdWorkerData;
let names: ReturnType<typeof createModelNames> | undefined;

async function answer(request: IdRequest | GlossaryRequest): Promise<IdReply | GlossaryReply> {
  const { id } = request;
  switch (request.kind) {
    case 'find': {
      names ??= createModelNames(createCatalog(catalog, systemDay), createLifecycle(lifecycle));
      const { file, languageId } = request;
      const text = typeof file === 'string' ? file : FileText.of(file)?.text();
      const found = text === undefined ? undefined : await findIdsInFile({ text, languageId }, names, () => undefined);
      return { kind: 'found', id, found: found && toPlaced(found) };
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
      const { withTerm } = await import('../core/glossary/workspace/addTerm');
      return { kind: 'withTerm', id, added: withTerm(request.text, request.term) };
    }
  }
}

parentPort?.on('message', (request: IdRequest | GlossaryRequest) => {
  answer(request)
    .catch((error: unknown): IdReply => {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failure', id: request.id, message };
    })
    .then(
      (reply) => parentPort?.postMessage(reply),
      () => undefined,
    );
});

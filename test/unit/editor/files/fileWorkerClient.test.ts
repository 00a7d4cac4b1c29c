import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Uri } from 'vscode';
import { TooSlowError } from '../../../../src/core/base/work';
import { FileWorkerClient } from '../../../../src/editor/files/fileWorkerClient';

/** Never comes back from a text of `slow`, and needs its tables again in each new thread. */
const script = `
const { parentPort } = require('node:worker_threads');
let hasTables = false;
parentPort.on('message', ({ kind, id, text, file }) => {
  const post = (reply) => parentPort.postMessage({ id, ...reply });
  if (kind === 'idTables') { hasTables = true; return post({ kind: 'ready' }); }
  post({ kind: 'begun' });
  if ((text ?? file) === 'slow') for (;;);
  if (kind === 'findIds') return post(hasTables ? { kind: 'ids', found: [] } : { kind: 'needsTables' });
  if (kind === 'parseGlossary') post({ kind: 'glossary', parsed: { contexts: [], imports: [], problems: [], isBroken: false } });
});`;

describe('the worker for files of strangers', () => {
  let folder = '';
  let worker: FileWorkerClient;
  let tables = 0;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'file-worker-'));
    mkdirSync(path.join(folder, 'worker'));
    writeFileSync(path.join(folder, 'worker', 'fileWorker.js'), script);
    const sent = {
      sentIds: () => Promise.resolve(tables++),
      sentTerms: () => Promise.resolve(undefined),
    } as never;
    worker = new FileWorkerClient(
      { fsPath: folder } as unknown as Uri,
      sent,
      { error: (message) => assert.fail(message) },
      200,
    );
  });
  after(() => {
    worker.dispose();
    rmSync(folder, { recursive: true });
  });

  it('says of a file that holds it that it takes too long, and reads the others @deep', async () => {
    assert.deepEqual(await worker.findIds('python', 'a'), []);
    const own = { key: '', layers: [] };
    const [slowIds, ids, config, ignored, broken, glossary, added, terms] = await Promise.allSettled([
      worker.findIds('python', 'slow'),
      worker.findIds('python', 'b'),
      worker.parseConfig('slow'),
      worker.withIgnoredId('slow', 'gpt-4'),
      worker.parseGlossary('slow'),
      worker.parseGlossary('terms:'),
      worker.withTerm('slow', 'word'),
      worker.findTerms({ own, file: 'slow', languageId: 'python', always: [] }),
    ]);
    assert.ok(slowIds.status === 'rejected' && slowIds.reason instanceof TooSlowError);
    assert.deepEqual(ids, { status: 'fulfilled', value: [] });
    for (const each of [config, broken]) {
      assert.ok(each.status === 'fulfilled');
      assert.deepEqual(
        each.value.problems.map(({ fault }) => fault.kind),
        ['slow'],
      );
    }
    assert.deepEqual(ignored, { status: 'fulfilled', value: undefined });
    assert.ok(glossary.status === 'fulfilled' && !glossary.value.isBroken);
    // The terms of the text before stay.
    assert.ok(broken.status === 'fulfilled' && broken.value.isBroken);
    assert.deepEqual(added, { status: 'fulfilled', value: { kind: 'notUnderstood', line: 0 } });
    assert.deepEqual(terms, { status: 'fulfilled', value: 'slow' });
    assert.equal(tables, 2);
  });
});

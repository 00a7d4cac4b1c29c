import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CachedRegions, maxDocuments } from '../../../../../src/core/text/regions/cachedRegions';
import type { TextChange, TextDocument } from '../../../../../src/core/text/document';
import { Lines } from './regionsOf';

/** A document that counts how often its lines are read. */
class Document implements TextDocument {
  uri = { path: '/a.ts' };
  eol = 1;
  languageId = 'typescript';
  version = 1;
  isClosed = false;
  reads = 0;
  private readonly source: Lines;

  constructor(text: string) {
    this.source = new Lines(text);
  }

  get lineCount(): number {
    return this.source.lineCount;
  }

  lineAt(line: number): { text: string } {
    this.reads++;
    return this.source.lineAt(line);
  }

  /** Puts `text` in place of whole lines. */
  replace(first: number, last: number, text: string): TextChange[] {
    this.source.lines.splice(first, last - first + 1, ...text.split('\n'));
    this.version++;
    return [{ range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } }, text }];
  }
}

const long = `${'const a = "b"; // c\n'.repeat(20_000)}// d`;
const never = (): boolean => false;
const kept = (): CachedRegions => new CachedRegions(() => () => nextTurn());

describe('CachedRegions', () => {
  it('read a document once, and after an edit only what changed', async () => {
    const regions = kept();
    const document = new Document(long);
    assert.equal((await regions.readTo(document, 20_000, never))?.at(20_000, 3)?.kind, 'comment');
    document.reads = 0;
    regions.follow(document, document.replace(10, 11, 'const a = 1;\r\nconst b = 2;\nconst c = 3;'));
    assert.equal((await regions.readTo(document, 20_001, never))?.at(20_001, 3)?.kind, 'comment');
    assert.ok(document.reads < 20, `${document.reads}`);
  });

  it('follow several changes of one edit, the last place first', async () => {
    const regions = kept();
    const document = new Document('a\nb\nc\nd');
    await regions.readTo(document, 3, never);
    const changes = [...document.replace(2, 2, '/* x\ny'), ...document.replace(0, 0, 'one\ntwo')];
    regions.follow(document, changes);
    const now = await regions.readTo(document, 5, never);
    assert.deepEqual(
      [0, 2, 3, 4, 5].map((line) => now?.at(line, 0)?.kind),
      ['code', 'code', 'comment', 'comment', 'comment'],
    );
  });

  it('start anew where a change was missed', async () => {
    const regions = kept();
    const document = new Document('a\nb');
    await regions.readTo(document, 1, never);
    document.replace(0, 0, '/*');
    assert.equal((await regions.readTo(document, 1, never))?.at(1, 0)?.kind, 'comment');
  });

  it('answer nothing when the document changes, closes or the question is cancelled meanwhile', async () => {
    for (const disturb of [
      (document: Document, regions: CachedRegions) => regions.follow(document, document.replace(0, 0, 'x')),
      (document: Document, regions: CachedRegions) => regions.drop(document),
    ]) {
      const regions = kept();
      const document = new Document(long);
      const answer = regions.readTo(document, 20_000, never);
      await nextTurn();
      disturb(document, regions);
      assert.equal(await answer, undefined);
    }
    let isCancelled = false;
    const document = new Document(long);
    const answer = kept().readTo(document, 20_000, () => isCancelled);
    await nextTurn();
    isCancelled = true;
    assert.equal(await answer, undefined);
    assert.ok(document.reads < 20_000);
    document.isClosed = true;
    assert.equal(await kept().readTo(document, 0, never), undefined);
  });

  it('answer for more documents at once than are kept, and forget the ones not asked about for longest @deep', async () => {
    const regions = kept();
    const documents = Array.from({ length: maxDocuments + 4 }, () => new Document(long));
    const answers = await Promise.all(documents.map((document) => regions.readTo(document, 20_000, never)));
    assert.ok(answers.every((answer) => answer?.at(20_000, 3)?.kind === 'comment'));
    const extra = new Document('a');
    await regions.readTo(extra, 0, never);
    for (const document of documents) document.reads = 0;
    const last = documents.at(-1)!;
    await regions.readTo(last, 20_000, never);
    assert.ok(last.reads < 5, 'still kept');
    await regions.readTo(documents[0]!, 20_000, never);
    assert.ok(documents[0]!.reads >= 20_000, 'read again');
  });
});

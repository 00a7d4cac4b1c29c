import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { TermIndex, placesOf } from '../../../../src/core/glossary/index/termIndex';
import { mentionsInText, maxPlaces } from '../../../../src/core/glossary/index/mentionsInText';
import type { IndexedTerm } from '../../../../src/core/glossary/index/termIndex';
import { trustingModel } from '../../../support/trustingModel';
import type { SenseModel } from '../../../../src/core/glossary/sense/sense';
import { index } from './glossary';

const nothingMeant: SenseModel = {
  read: () => ({ judge: () => ({ isMeant: false, probability: 0, clues: [] }) }),
};

const met = (text: string, sense = trustingModel, always: string[] = [], languageId = 'markdown'): IndexedTerm[] =>
  atOnce(mentionsInText({ text, languageId }, { index, sense }, new Set(always)));

describe('the terms of a file', () => {
  it('are counted, with the places where they stand', () => {
    const text = 'A prompt has tokens.\r\n\r\nEach token, and `a prompt`.\nThe context\nwindow';
    const found = met(text);
    assert.deepEqual(
      found.map(({ id, count }) => [id, count]),
      [
        ['prompt', 2],
        ['token', 2],
        ['context-window', 1],
      ],
    );
    const lines = text.split('\n');
    const written = found.flatMap((term) => placesOf(term).map(({ line, from, to }) => lines[line]!.slice(from, to)));
    assert.deepEqual(written, ['prompt', 'prompt', 'tokens', 'token', 'context']);
  });

  it('stand in the lines of the editor, which a carriage return alone ends, too', () => {
    const places = met('One.\rA prompt.\r\n\rThe context\rwindow').flatMap(placesOf);
    assert.deepEqual(
      places.map(({ line, from, to }) => [line, from, to]),
      [
        [1, 2, 8],
        [3, 4, 11],
      ],
    );
  });

  it('say where they stand as words, and where as names', () => {
    const found = met('// LLM\nconst LLMClient = 1;', trustingModel, [], 'typescript');
    assert.deepEqual(
      found.flatMap((term) => placesOf(term).map(({ line, asWords }) => [line, asWords])),
      [
        [0, true],
        [1, false],
      ],
    );
  });

  it('are those that are meant, and those that are always wanted', () => {
    assert.deepEqual(met('tokens of a prompt', nothingMeant), []);
    assert.deepEqual(
      met('tokens of a prompt', nothingMeant, ['prompt']).map(({ id }) => id),
      ['prompt'],
    );
  });

  it('are marked up to the end of their line, whatever ends it', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const [found] = met(`The context${end}windows of two models.`);
      assert.deepEqual(
        placesOf(found!).map(({ line, from, to }) => [line, from, to]),
        [[0, 4, 11]],
        JSON.stringify(end),
      );
    }
  });

  it('have their first places only, and are counted to the end', () => {
    const [token] = met('A token.\n'.repeat(maxPlaces + 30));
    assert.deepEqual([token!.count, placesOf(token!).length], [maxPlaces + 30, maxPlaces]);
  });
});

describe('the index of the terms that are met', () => {
  const term = (id: string, count: number): IndexedTerm => ({
    id,
    count,
    places: Array.from({ length: count }, (_, i) => [i, 0, 5, 1]).flat(),
  });

  it('says of a term its files, those with most mentions first, and of all terms those in most files first', () => {
    const all = new TermIndex();
    all.set('file:///a', [term('token', 1), term('prompt', 3)]);
    all.set('file:///b', [term('token', 2)]);
    assert.deepEqual(all.terms(), ['token', 'prompt']);
    assert.deepEqual(
      all.filesOf('token').map(({ uri, count, places }) => [uri, count, placesOf({ places }).length]),
      [
        ['file:///b', 2, 2],
        ['file:///a', 1, 1],
      ],
    );
    assert.deepEqual(all.total('token'), { files: 2, mentions: 3 });
  });

  it('is the same whatever was set and deleted before', () => {
    const files = fc.constantFrom('file:///x/a', 'file:///x/b', 'file:///y/c');
    const terms = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('token', 'prompt'), count: fc.integer({ min: 1, max: 4 }) }),
      { selector: ({ id }) => id },
    );
    const step = fc.oneof(
      fc.record({ do: fc.constant('set' as const), file: files, terms }),
      fc.record({ do: fc.constant('delete' as const), file: fc.constantFrom('file:///x', 'file:///y/c', 'file:///') }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const changed = new TermIndex();
        const expected = new Map<string, IndexedTerm[]>();
        for (const each of steps) {
          if (each.do === 'set') {
            const found = each.terms.map(({ id, count }) => term(id, count));
            changed.set(each.file, found);
            if (found.length > 0) expected.set(each.file, found);
            else expected.delete(each.file);
          } else {
            changed.deleteBelow(each.file);
            for (const file of [...expected.keys()])
              if (file === each.file || file.startsWith(`${each.file.replace(/\/+$/, '')}/`)) expected.delete(file);
          }
        }
        const fresh = new TermIndex();
        for (const [file, found] of expected) fresh.set(file, found);
        assert.equal(changed.size, expected.size);
        for (const id of ['token', 'prompt']) assert.deepEqual(changed.filesOf(id), fresh.filesOf(id));
        assert.deepEqual(changed.terms().sort(), fresh.terms().sort());
      }),
    );
  });

  it('leaves out places and then files where its memory ends, says so, and has room again after a file is gone', () => {
    const small = new TermIndex(180);
    const seen = (): unknown[] =>
      small.filesOf('token').map(({ uri, count, places }) => [uri.slice(-1), count, placesOf({ places }).length]);
    for (const name of 'abcde') small.set(`file:///${name}`, [term('token', 15)]);
    // 76 numbers of the first, then 28 each with three places, and none for the last.
    assert.deepEqual(seen(), [
      ['a', 15, 15],
      ['b', 15, 3],
      ['c', 15, 3],
      ['d', 15, 3],
      ['e', 15, 0],
    ]);
    small.set('file:///f', [term('token', 1)]);
    assert.deepEqual([small.size, small.leftOut], [5, 1]);
    small.delete('file:///a');
    small.set('file:///f', [term('token', 1)]);
    assert.deepEqual([small.size, small.leftOut], [5, 0]);
  });

  it('forgets files without room with their folder, too', () => {
    const full = new TermIndex(20);
    for (const name of ['x/a', 'x/b', 'xy/c']) full.set(`file:///${name}`, [term('token', 1)]);
    assert.deepEqual([full.size, full.leftOut], [1, 2]);
    full.deleteBelow('file:///x/');
    assert.deepEqual([full.size, full.leftOut], [0, 1]);
  });
});

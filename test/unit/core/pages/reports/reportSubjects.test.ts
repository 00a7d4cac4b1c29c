import assert from 'node:assert/strict';
import { addressOf, pathOf } from '../../../../../src/core/pages/address';
import {
  distinctTitle,
  readSubjects,
  reportAddress,
  withSubject,
} from '../../../../../src/core/pages/reports/reportSubjects';

const none = readSubjects(undefined);
const notes = ['file:///home/me/docs/notes.md'];
const others = ['file:///home/me/other.md'];

describe('the subjects of reports', () => {
  it('give another document another page, and the same one the same', () => {
    const first = withSubject(none, 'tokens', notes);
    const second = withSubject(first.all, 'tokens', others);
    const again = withSubject(second.all, 'tokens', notes);
    assert.notEqual(first.subject.id, second.subject.id);
    assert.equal(again.subject.id, first.subject.id);
  });

  it('tell a folder from a document of the same address, and several items whatever their order', () => {
    const tokens = withSubject(none, 'tokens', notes);
    const folder = withSubject(tokens.all, 'folder', notes);
    assert.notEqual(folder.subject.id, tokens.subject.id);
    const both = withSubject(folder.all, 'folder', [...notes, ...others]);
    assert.notEqual(both.subject.id, folder.subject.id);
    assert.equal(withSubject(both.all, 'folder', [...others, ...notes]).subject.id, both.subject.id);
  });

  it('forget the one that was used longest ago, and never give its id again', () => {
    let all = withSubject(none, 'tokens', notes).all;
    const [first] = all.subjects;
    for (let i = 0; i < 50; i += 1) all = withSubject(all, 'tokens', [`file:///${i}.md`]).all;
    assert.equal(all.subjects.length, 50);
    const again = withSubject(all, 'tokens', notes);
    assert.notEqual(again.subject.id, first?.id);
    assert.equal(new Set([...all.subjects, again.subject].map(({ id }) => id)).size, 51);
  });

  for (const address of [
    'file:///home/me/das%20ist%20%C3%BCber.md',
    'untitled:Untitled-1',
    'vscode-notebook-cell:/a/b.ipynb#W0sZmlsZQ%3D%3D',
    'file:///',
    'file:///%E0%A4%A',
    `file:///${'long'.repeat(200)}`,
  ]) {
    it(`have addresses that can be read back: ${address.slice(0, 60)}`, () => {
      const page = reportAddress(withSubject(none, 'tokens', [address]).subject.id);
      assert.deepEqual(addressOf(pathOf(page)), page);
    });
  }

  it('are called by the name of the file', () => {
    assert.equal(withSubject(none, 'tokens', notes).subject.id, 'tokens-notes.md-1');
  });

  it('come back as they were kept, and are none where something else was kept', () => {
    const { all } = withSubject(none, 'tokens', notes);
    assert.deepEqual(readSubjects(structuredClone(all)), all);
    assert.deepEqual(readSubjects({ subjects: [{ id: '../x', kind: 'tokens', of: [] }], next: 2 }), none);
  });

  it('name the folder where two files have one name', () => {
    const title = 'Tokens of notes.md';
    assert.equal(distinctTitle(title, notes, ['Tokens of other.md']), title);
    assert.equal(distinctTitle(title, notes, [title]), 'Tokens of notes.md · docs');
    assert.equal(
      distinctTitle('Tokens of Untitled-1', ['untitled:Untitled-1'], ['Tokens of Untitled-1']),
      'Tokens of Untitled-1',
    );
  });
});

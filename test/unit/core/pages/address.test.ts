import assert from 'node:assert/strict';
import { addressOf, linkTarget, pathOf, placeOf, textOfPlace } from '../../../../src/core/pages/address';
import type { PageAddress } from '../../../../src/core/pages/address';

const guide: PageAddress = { folder: 'guide', id: 'limits' };
const term: PageAddress = { folder: 'terms', id: 'token' };
const report: PageAddress = { folder: 'reports', id: 'tokens' };

describe('the address of a page', () => {
  it('is a path, and back', () => {
    assert.equal(pathOf(term), '/terms/token.md');
    assert.deepEqual(addressOf('/terms/token.md'), term);
  });

  for (const path of [
    '/terms/token',
    '/terms/../guide/limits.md/x',
    '/others/token.md',
    '/terms/a/b.md',
    '',
    '/terms/.md',
  ])
    it(`is not ${path || 'nothing'}`, () => assert.equal(addressOf(path), undefined));

  it('has a heading where a command names one', () => {
    assert.deepEqual(placeOf('families/claude#opus'), { folder: 'families', id: 'claude', anchor: 'opus' });
    assert.deepEqual(placeOf('guide/limits'), guide);
    assert.equal(placeOf('../x'), undefined);
    for (const text of ['families/claude#opus', 'guide/limits']) assert.equal(textOfPlace(placeOf(text)!), text);
  });
});

describe('a link', () => {
  it('leads to a page beside this one, in another folder, and to a heading', () => {
    assert.deepEqual(linkTarget(guide, 'at-a-glance.md'), {
      kind: 'page',
      place: { folder: 'guide', id: 'at-a-glance' },
    });
    assert.deepEqual(linkTarget(guide, '../terms/token.md'), { kind: 'page', place: term });
    assert.deepEqual(linkTarget(term, '../families/gpt.md#gpt-4o'), {
      kind: 'page',
      place: { folder: 'families', id: 'gpt', anchor: 'gpt-4o' },
    });
    assert.deepEqual(linkTarget(term, '#see'), { kind: 'page', place: { ...term, anchor: 'see' } });
    assert.deepEqual(linkTarget(term, '#größe'), { kind: 'page', place: { ...term, anchor: 'größe' } });
    assert.deepEqual(linkTarget(term, '#100%'), { kind: 'page', place: { ...term, anchor: '100%' } });
  });

  it('leads to an https address', () => {
    assert.deepEqual(linkTarget(term, 'https://example.com/a?b=%26'), {
      kind: 'web',
      url: 'https://example.com/a?b=%26',
    });
  });

  it('leads nowhere where it is longer than 8,000 characters', () => {
    const url = 'https://example.com/'.padEnd(8_000, 'a');
    assert.deepEqual(linkTarget(term, url), { kind: 'web', url });
    assert.equal(linkTarget(term, `${url}a`), undefined);
  });

  it('takes a number of ten digits for no line of a file', () => {
    const line = (href: string) => linkTarget(report, href);
    assert.deepEqual(line('file:///a#L123456789'), { kind: 'file', uri: 'file:///a', line: 123_456_788 });
    assert.deepEqual(line('file:///a#L1234567890'), { kind: 'file', uri: 'file:///a#L1234567890', line: undefined });
  });

  it('leads from a report to a file and a line of it, whose address it does not change', () => {
    const uri = 'file:///c%3A/a%23b/x%20%281%29.ts';
    assert.deepEqual(linkTarget(report, `${uri}#L12`), { kind: 'file', uri, line: 11 });
    assert.deepEqual(linkTarget(report, uri), { kind: 'file', uri, line: undefined });
    const cell = 'vscode-notebook-cell:/n.ipynb#W0sZmlsZQ%3D%3D';
    assert.deepEqual(linkTarget(report, `${cell}#L3`), { kind: 'file', uri: cell, line: 2 });
  });

  for (const href of [
    'command:a.b',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://example.com',
    '../../x.md',
    'x.html',
  ])
    it(`leads nowhere on a page: ${href}`, () => assert.equal(linkTarget(guide, href), undefined));
});

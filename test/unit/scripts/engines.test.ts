import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly engines?: { readonly node?: string };
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const contributing = readFileSync('CONTRIBUTING.md', 'utf8');

describe('what npm ci warns of on Node 20', () => {
  const warned = Object.entries(packages)
    .filter(([, { engines }]) => /^>=? ?2[1-9]/.test(engines?.node ?? ''))
    .map(([place]) => place.replace(/^.*node_modules\//, ''));

  it('is something', () => assert.ok(warned.includes('openai')));

  it('is all in CONTRIBUTING.md', () => {
    const [, told = ''] = contributing.split('On Node 20 `npm ci` warns');
    assert.deepEqual(
      warned.filter((name) => !told.includes(`\`${name}\``)),
      [],
    );
  });
});

describe('the Node that the README names', () => {
  const [, minor = ''] = /Node 22\.(\d+) or later/.exec(readFileSync('README.md', 'utf8')) ?? [];

  /** Whether one of the ranges of `engines.node` that npm looks at takes Node 22 with that minor version. */
  const takes = (range: string): boolean =>
    range.split('||').some((part) => {
      const [, sign = '', from = 0, least = 0] = /^(>=|\^)\s*(\d+)(?:\.(\d+))?/.exec(part.trim()) ?? [];
      return Number(from) === 22 ? Number(least) <= Number(minor) : Number(from) < 22 && sign !== '^';
    });

  it('is one that npm ci warns of nothing on', () => {
    assert.notEqual(minor, '');
    // A range without a sign that is looked at here (`*`, `6.* || 8.*`) is one of long ago.
    const signed = Object.entries(packages).filter(([, { engines }]) => /^(?:>=|\^)/.test(engines?.node ?? ''));
    assert.ok(signed.length > 50);
    assert.deepEqual(
      signed.filter(([, { engines }]) => !takes(engines?.node ?? '')).map(([place]) => place),
      [],
    );
  });

  it('is the one that CONTRIBUTING.md names', () =>
    assert.match(contributing, new RegExp(`Node 22\\.${minor} or later`)));
});

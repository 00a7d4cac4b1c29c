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

import assert from 'node:assert/strict';
import { sourceProblem } from '../../../scripts/tables/sourceRule';

const commit = '0b2da4e399d35350f0ab0caa7c1e7d19ae7991d1';

describe('sourceProblem', () => {
  const good = [
    'https://docs.maker.example/deprecations',
    `https://github.com/maker/docs/blob/${commit}/lifecycle.md`,
    `https://raw.githubusercontent.com/maker/docs/${commit}/lifecycle.md`,
    `https://github.com/maker/docs/commit/${commit}`,
    'https://github.com/maker/docs/issues/12',
    'https://www.npmjs.com/package/@maker/sdk/v/1.14.0',
    'https://pypi.org/project/maker/1.2.3/',
    'https://openrouter.ai/docs/models',
  ];
  for (const address of good) {
    it(`takes ${address}`, () => assert.equal(sourceProblem(address), undefined));
  }

  const bad: readonly (readonly [string, RegExp])[] = [
    ['https://github.com/maker/docs', /root of a repository/],
    ['https://github.com/maker/docs/', /root of a repository/],
    ['https://github.com/maker/docs/blob/main/lifecycle.md', /branch that moves/],
    ['https://github.com/maker/docs/raw/main/lifecycle.md', /branch that moves/],
    ['https://github.com/maker/docs/tree/main/packages/ai', /branch that moves/],
    [`https://github.com/maker/docs/tree/${commit}/packages/ai`, /is a folder/],
    [`https://github.com/maker/docs/blob/${commit}`, /is a folder/],
    ['https://raw.githubusercontent.com/maker/docs/main/lifecycle.md', /branch that moves/],
    ['https://www.npmjs.com/package/@maker/sdk', /newest version/],
    ['https://pypi.org/project/maker/', /newest version/],
    ['https://openrouter.ai/models', /list of today/],
    ['https://dev.to/somebody/models', /is a blog/],
    ['https://medium.com/@somebody/models', /is a blog/],
  ];
  for (const [address, reason] of bad) {
    it(`refuses ${address}`, () => assert.match(sourceProblem(address) ?? '', reason));
  }
});

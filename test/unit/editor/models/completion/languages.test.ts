import assert from 'node:assert/strict';
import { isConfig } from '../../../../../src/core/code/ids/configLanguages';
import { mayHoldCalls } from '../../../../../src/core/code/calls/findAnchors';
import { codeLanguages, configLanguages } from '../../../../../src/editor/models/completion/languages';

describe('the languages in which ids are completed', () => {
  it('are those in which calls and keys of config are known', () => {
    for (const language of codeLanguages) assert.ok(mayHoldCalls(language), language);
    for (const language of configLanguages) assert.ok(isConfig(language), language);
  });
});

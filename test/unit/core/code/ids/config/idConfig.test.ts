import assert from 'node:assert/strict';
import { defaultIdConfig } from '../../../../../../src/core/code/ids/config/idConfig';
import type { ConfiguredSeverity } from '../../../../../../src/core/code/ids/config/idConfig';
import { configuredSeverity, evaluate } from '../../../../../../src/core/code/ids/evaluate';
import type { CalledAt } from '../../../../../../src/core/catalog/names/spelling';
import { lifecycle, names } from '../idsIn';

/** How loudly it is said that gpt-4-32k, which its maker has ended, is called there. */
function said(calledAt: CalledAt | undefined, retired?: ConfiguredSeverity): string | undefined {
  const named = names.find('gpt-4-32k', calledAt);
  const judgement = named && evaluate(named, lifecycle, '2026-11-27', 0);
  assert.equal(judgement?.status, 'retired');
  return configuredSeverity(judgement, named!, { ...defaultIdConfig, severity: { retired } });
}

describe('the severity of an id', () => {
  it('is that of the judgement where the config says nothing', () => {
    assert.equal(said('maker'), 'error');
    assert.equal(said(undefined), 'error');
    assert.equal(said('local'), 'information');
  });

  it('is the one of the config', () => {
    for (const chosen of ['error', 'warning', 'information', 'hint'] as const) {
      assert.equal(said('maker', chosen), chosen);
    }
    assert.equal(said('maker', 'off'), undefined);
  });

  it('is never louder than information at another host, and a hint stays one', () => {
    assert.deepEqual(
      (['error', 'warning', 'information', 'hint', 'off'] as const).map((chosen) => said('local', chosen)),
      ['information', 'information', 'information', 'hint', undefined],
    );
  });
});

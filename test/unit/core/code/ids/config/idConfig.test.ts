import assert from 'node:assert/strict';
import { defaultIdConfig } from '../../../../../../src/core/code/ids/config/idConfig';
import type { ConfiguredSeverity } from '../../../../../../src/core/code/ids/config/idConfig';
import type { IdUse } from '../../../../../../src/core/code/ids/place';
import { judgeIds } from '../../../../../../src/core/code/ids/evaluate';
import type { CalledAt } from '../../../../../../src/core/catalog/names/services';
import { hostIds } from '../../../../../../generated/hostIds';
import { lifecycle, names } from '../idsIn';

/** How loudly it is said that gpt-4-32k, which its maker has ended, is called there, or only listed. */
async function said(calledAt: CalledAt | undefined, retired?: ConfiguredSeverity, use: IdUse = 'call') {
  const written = 'gpt-4-32k';
  const place = { start: 0, end: written.length, line: 0, column: 0, written };
  const found = { ...place, named: names.find(written, calledAt), use };
  const config = { ...defaultIdConfig, severity: { retired } };
  const [judged] = await judgeIds(
    [found],
    { lifecycle, hostIds, today: '2026-11-27', config, within: 0 },
    () => undefined,
  );
  return judged?.ending?.severity;
}

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;

describe('the severity of an id', () => {
  it('is that of the judgement where the config says nothing', async () => {
    assert.equal(await said('maker'), 'error');
    assert.equal(await said(undefined), 'warning');
    assert.equal(await said('local'), 'information');
    assert.equal(await said('maker', undefined, 'test'), 'warning');
    assert.equal(await said('maker', undefined, 'list'), 'information');
  });

  it('is the one of the config', async () => {
    for (const calledAt of ['maker', undefined] as const) {
      for (const chosen of ['error', 'warning', 'information', 'hint'] as const) {
        assert.equal(await said(calledAt, chosen), chosen);
      }
    }
    assert.equal(await said('maker', 'off'), undefined);
    assert.equal(await said('maker', 'error', 'test'), 'error');
  });

  it('is never louder than information at another host or in a list, and a hint stays one', async () => {
    const quiet = ['information', 'information', 'information', 'hint', undefined];
    assert.deepEqual(await Promise.all(severities.map((chosen) => said('local', chosen))), quiet);
    assert.deepEqual(await Promise.all(severities.map((chosen) => said('maker', chosen, 'list'))), quiet);
  });
});

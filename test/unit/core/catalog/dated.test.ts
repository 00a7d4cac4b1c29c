import assert from 'node:assert/strict';
import { checkedOn, statusText } from '../../../../src/core/catalog/dated';
import type { Life } from '../../../../src/core/catalog/catalogTable';
import { bare, source } from '../../../support/models';

describe('the date of a check', () => {
  const cases: [checked: string, text: string][] = [
    ['2026-11-25', '25 November 2026'],
    ['2026-10-11', '11 October 2026'],
    ['2026-10-10', '10 October 2026, 2 months ago'],
    ['2026-08-25', '25 August 2026, 3 months ago'],
    ['2025-11-25', '25 November 2025, 12 months ago'],
    ['2024-11-25', '25 November 2024, 2 years ago'],
  ];
  for (const [checked, text] of cases) {
    it(`is said as "${text}" on 25 November 2026`, () => assert.equal(checkedOn(checked, '2026-11-25'), text));
  }
});

describe('the status in words', () => {
  const on = (status: typeof bare.status, retires: Life['retires']): string =>
    statusText({ ...bare, status, life: { ...(retires !== undefined && { retires }), source } }, '2026-11-25');

  it('has the day of the end, and how far it is', () => {
    assert.equal(on('deprecated', '2026-12-11'), 'deprecated, retires on 11 December 2026 (16 days left)');
    assert.equal(on('deprecated', '2026-11-26'), 'deprecated, retires on 26 November 2026 (1 day left)');
    assert.equal(on('retired', '2026-10-23'), 'retired on 23 October 2026');
  });

  it('has the month where no day is published', () => {
    assert.equal(on('deprecated', '2027-02'), 'deprecated, retires in February 2027');
    assert.equal(on('retired', '2026-02'), 'retired in February 2026');
  });

  it('has a day before which nothing ends, until that day', () => {
    assert.equal(on('current', { notBefore: '2027-05-07' }), 'current, not retired before 7 May 2027');
    assert.equal(on('current', { notBefore: '2026-11-25' }), 'current');
  });

  it('is the status alone where no end is published', () => {
    assert.equal(on('current', undefined), 'current');
    assert.equal(statusText(bare, '2026-11-25'), 'current');
  });
});

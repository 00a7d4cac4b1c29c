import assert from 'node:assert/strict';
import { localDayOf } from '../../../../src/core/base/day';

describe('the day of a time', () => {
  const zone = process.env['TZ'];
  after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  for (const [where, day] of [
    ['Pacific/Kiritimati', '2026-12-01'],
    ['Pacific/Pago_Pago', '2026-11-30'],
  ] as const) {
    it(`is that of the user's clock: in ${where}`, () => {
      process.env['TZ'] = where;
      assert.equal(localDayOf(Date.UTC(2026, 10, 30, 13)), day);
      assert.equal(localDayOf(Date.UTC(2026, 11, 1, 5)), day);
    });
  }
});

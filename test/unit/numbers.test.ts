import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCount, formatShare, formatUsd, formatWindow } from '../../src/core/numbers';

const table = (format: (value: number) => string, rows: readonly (readonly [number, string])[]): void => {
  for (const [value, expected] of rows) {
    it(`writes ${value} as ${expected}`, () => assert.equal(format(value), expected));
  }
};

describe('formatCount', () => {
  table(formatCount, [
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [12_345, '12,345'],
    [1_234_567_890, '1,234,567,890'],
    [1.6, '2'],
  ]);
});

describe('formatWindow', () => {
  table(formatWindow, [
    [0, '0'],
    [512, '512'],
    [999, '999'],
    [1_000, '1K'],
    [4_096, '4K'],
    [128_000, '128K'],
    [131_072, '131K'],
    [999_499, '999K'],
    [999_500, '1M'],
    [1_000_000, '1M'],
    [1_048_576, '1.05M'],
    [2_000_000, '2M'],
    [10_000_000, '10M'],
  ]);
});

describe('formatUsd', () => {
  table(formatUsd, [
    [0, '$0'],
    [1e-12, 'under $0.000001'],
    [9.99e-7, 'under $0.000001'],
    [1e-6, '$0.0000010'],
    [0.00042, '$0.00042'],
    [0.000999, '$0.00100'],
    [0.05, '$0.050'],
    [0.5, '$0.50'],
    [0.9999, '$1.00'],
    [1, '$1.00'],
    [12.5, '$12.50'],
    [999.999, '$1,000.00'],
    [1_234_567.891, '$1,234,567.89'],
  ]);

  it('shows at least two digits of every amount from a millionth up, and is within five percent of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (usd) => {
        const shown = Number(formatUsd(usd).replace(/[$,]/g, ''));
        assert.ok(Math.abs(shown - usd) <= usd * 0.051, `${usd} → ${formatUsd(usd)}`);
      }),
    );
  });
});

describe('formatShare', () => {
  table(formatShare, [
    [0, '0 %'],
    [1e-9, 'under 0.01 %'],
    [0.000099, 'under 0.01 %'],
    [0.0001, '0.01 %'],
    [0.0051, '0.51 %'],
    [0.0163, '1.6 %'],
    [0.5, '50 %'],
    [1, '100 %'],
    [12.345, '1234.5 %'],
  ]);
});

it('no finite number is written as one that is none', () => {
  const amounts = fc.double({ min: 0, max: 1e15, noNaN: true });
  fc.assert(
    fc.property(amounts, (value) => {
      for (const format of [formatCount, formatShare, formatUsd]) {
        assert.match(format(value), /^(?:under )?\$?[\d,]+(?:\.\d+)?(?: %)?$/);
      }
      assert.match(formatWindow(Math.round(value)), /^\d+(?:\.\d+)?[KM]?$/);
    }),
  );
});

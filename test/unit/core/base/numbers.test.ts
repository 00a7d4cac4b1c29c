import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatBytes,
  formatCount,
  formatRate,
  formatShare,
  formatUsd,
  formatWindow,
} from '../../../../src/core/base/numbers';

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
    [1e-12, 'less than $0.0001'],
    [0.000006, 'less than $0.0001'],
    [0.0001, '$0.0001'],
    [0.00042, '$0.00042'],
    [0.000999, '$0.001'],
    [0.012345, '$0.012'],
    [0.05, '$0.05'],
    [0.0995, '$0.10'],
    [0.0999, '$0.10'],
    [0.5, '$0.50'],
    [0.9999, '$1.00'],
    [1, '$1.00'],
    [12.5, '$12.50'],
    [999.99, '$999.99'],
    [1_234_567.891, '$1,234,568'],
  ]);

  it('shows two digits of every amount from a ten-thousandth up: it is within five percent of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e9, noNaN: true }), (usd) => {
        const shown = Number(formatUsd(usd).replace(/[$,]/g, ''));
        assert.ok(Math.abs(shown - usd) <= usd * 0.051, `${usd} → ${formatUsd(usd)}`);
      }),
    );
  });
});

describe('formatRate', () => {
  table(formatRate, [
    [3, '$3'],
    [2.5, '$2.50'],
    [0.1, '$0.10'],
    [0.075, '$0.075'],
    [0.0375, '$0.0375'],
    [1_200, '$1,200'],
    [1_234.5, '$1,234.50'],
    [0.0000015, '$0.0000015'],
  ]);
});

describe('formatBytes', () => {
  table(formatBytes, [
    [0, '0 bytes'],
    [1, '1 byte'],
    [900, '900 bytes'],
    [1_536, '1.5 KB'],
    [20 * 1024 ** 2, '20 MB'],
  ]);
});

describe('formatShare', () => {
  table(formatShare, [
    [0, '0 %'],
    [1e-9, 'less than 0.01 %'],
    [0.000099, 'less than 0.01 %'],
    [0.0001, '0.01 %'],
    [0.0051, '0.51 %'],
    [0.0163, '1.6 %'],
    [0.5, '50 %'],
    [1, '100 %'],
    [12.345, '1234.5 %'],
  ]);
});

describe('every format', () => {
  const formats = { formatBytes, formatCount, formatRate, formatShare, formatUsd, formatWindow };
  const grammar = /^(?:less than )?\$?[\d,]+(?:\.\d+)?(?: %|[KM]| bytes?| KB| MB)?$/;

  for (const [name, format] of Object.entries(formats)) {
    it(`of ${name} writes digits for what is a number from zero up, and else that it is unknown`, () => {
      const amounts = name === 'formatWindow' ? fc.double({ max: 1e15 }).map(Math.round) : fc.double({ max: 1e15 });
      fc.assert(
        fc.property(fc.oneof(amounts, fc.constantFrom(NaN, Infinity, -Infinity, -0, -1, -0.4)), (value) => {
          if (value >= 0 && value < Infinity) assert.match(format(value), grammar);
          else assert.equal(format(value), 'unknown');
        }),
      );
    });
  }

  it('writes 0 for a zero below zero', () => assert.equal(formatCount(-0), '0'));
});

import type { SchemaValidateFunction } from 'ajv';

/**
 * Checks `multipleOf` by the digits as they are written, where Ajv divides in binary: 0.07 is a multiple of 0.01, and
 * so is each price. Ajv's own `multipleOfPrecision` accepts values that are no multiple (JSON-Schema-Test-Suite,
 * multipleOf.json).
 */
export const exactMultiple: SchemaValidateFunction = (of: number, value: number) => {
  const fits = isMultiple(value, of);
  exactMultiple.errors = fits ? [] : [{ keyword: 'multipleOf', params: { multipleOf: of } }];
  return fits;
};

/** Whether a number is a multiple of another one. A number that is too large for JavaScript is none. */
export function isMultiple(value: number, of: number): boolean {
  if (!Number.isFinite(value)) return false;
  const [one, other] = [decimalOf(value), decimalOf(of)];
  const last = Math.min(one.exponent, other.exponent);
  const whole = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - last);
  return whole(one) % whole(other) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  /** The exponent of ten. */
  readonly exponent: number;
}

/** Returns the shortest digits of a number, as JavaScript writes them. */
function decimalOf(number: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(number).split('e');
  const [before = '', after = ''] = mantissa.split('.');
  return { digits: BigInt(before + after), exponent: Number(exponent) - after.length };
}

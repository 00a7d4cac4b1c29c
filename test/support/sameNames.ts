import assert from 'node:assert/strict';

/** Two files have the same names; what fails says which one lacks what. */
export function assertSameNames(
  [file, names]: readonly [file: string, names: readonly string[]],
  [other, otherNames]: readonly [file: string, names: readonly string[]],
): void {
  assertHasAll([file, names], [other, otherNames]);
  assertHasAll([other, otherNames], [file, names]);
}

/** The first file has all names that the other has. */
export function assertHasAll(
  [file, names]: readonly [file: string, names: readonly string[]],
  [other, otherNames]: readonly [file: string, names: readonly string[]],
): void {
  const missing = otherNames.filter((name) => !names.includes(name));
  assert.deepEqual(missing, [], `${file} lacks what ${other} has: ${missing.join(', ')}`);
}

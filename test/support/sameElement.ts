import assert from 'node:assert/strict';

const nameOf = (element: Element | null | undefined): string => {
  if (!element) return 'nothing';
  const name = element.id || element.getAttribute('data-testid');
  return `<${element.localName}>${name ? ` ${name}` : ''}`;
};

/** Asserts that both are the same element. `assert.equal` would print the whole document, which takes minutes. */
export function assertSameElement(actual: Element | null | undefined, expected: Element | null | undefined): void {
  assert.ok(actual === expected, `It is ${nameOf(actual)}, not ${nameOf(expected)}.`);
}

/** Asserts that an element is another one. */
export function assertOtherElement(actual: Element | null | undefined, other: Element | null | undefined): void {
  assert.ok(actual !== other, `It is ${nameOf(actual)}.`);
}

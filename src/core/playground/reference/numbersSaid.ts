// Numbers in the words of a model.

const number = String.raw`(?<![\p{L}\p{N}.,])\d+(?:[.,]\d+)*(?:\s?(?:k|m|thousand|million|billion)\b)?(?![\p{L}\p{N}])`;
const scales: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, billion: 1e9 };

/** As they are written, in the order of the text, none twice. */
export const numbersIn = (text: string): string[] => [
  ...new Set([...text.matchAll(new RegExp(number, 'giu'))].map(([found]) => found)),
];

const windowBefore = new RegExp(String.raw`\bwindow\b[^.\d]{0,40}(${number})(?=\s+tokens?\b|[\s.,;)]*$)`, 'iu');
const windowBehind = new RegExp(String.raw`(${number})[- ]tokens?\b[^.,;]{0,20}\bwindow\b`, 'iu');

/** The size of a context window that a text gives: as it is written, and in tokens. */
export function firstWindow(text: string): { readonly text: string; readonly value: number } | undefined {
  const found = (windowBefore.exec(text) ?? windowBehind.exec(text))?.[1];
  return found === undefined ? undefined : { text: found, value: valueOf(found) };
}

/** `1,050,000`, `1.05 million`, `128k`: commas part thousands, a point a fraction. */
function valueOf(text: string): number {
  const [, digits = '', unit = ''] = /^([\d.,]+)\s*(\p{L}*)$/u.exec(text) ?? [];
  return Math.round(Number(digits.replace(/,/g, '')) * (scales[unit.toLowerCase()] ?? 1));
}
